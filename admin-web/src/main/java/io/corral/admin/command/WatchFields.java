package io.corral.admin.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.corral.server.status.ServerStatus;
import io.corral.server.status.TreeDigest;
import io.corral.server.status.WatchCounts;
import io.corral.server.status.WatchStatus;
import java.util.List;

/** The fields of the watch commands and of {@code hash}. */
final class WatchFields {

    private WatchFields() {}

    static void summary(ServerStatus status, ObjectNode document) {
        WatchCounts watches = status.tree().watches();
        document.put("num_connections", watches.connections());
        document.put("num_paths", watches.paths());
        document.put("num_total_watches", watches.listed());
    }

    static void bySession(List<WatchStatus> watches, ObjectNode document) {
        ObjectNode sessions = document.putObject("session_id_to_watched_paths");
        for (WatchStatus watch : watches) {
            ArrayNode paths = sessions.putArray(Long.toString(watch.sessionId()));
            watch.paths().forEach(paths::add);
        }
    }

    static void byPath(List<WatchStatus> watches, ObjectNode document) {
        ObjectNode paths = document.putObject("path_to_session_ids");
        for (WatchStatus watch : watches) {
            for (String path : watch.paths()) {
                paths.withArray("/" + escaped(path)).add(watch.sessionId());
            }
        }
    }

    /** A path as one step of a JSON pointer. */
    private static String escaped(String path) {
        return path.replace("~", "~0").replace("/", "~1");
    }

    static void digests(List<TreeDigest> digests, ObjectNode document) {
        ArrayNode list = document.putArray("digests");
        for (TreeDigest digest : digests) {
            ObjectNode fields = list.addObject();
            fields.put("zxid", digest.zxid());
            fields.put("digest", digest.digest());
            fields.put("digest_version", TreeDigest.VERSION);
        }
    }
}
