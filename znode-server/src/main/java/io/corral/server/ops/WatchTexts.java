package io.corral.server.ops;

import io.corral.server.status.WatchStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The texts of {@code wchc} and {@code wchp}, to the letter. */
final class WatchTexts {

    private WatchTexts() {}

    static String bySession(List<WatchStatus> watches) {
        StringBuilder text = new StringBuilder();
        for (WatchStatus watch : watches) {
            text.append(hex(watch.sessionId())).append('\n');
            watch.paths().forEach(path -> text.append('\t').append(path).append('\n'));
        }
        return text.append('\n').toString();
    }

    static String byPath(List<WatchStatus> watches) {
        SortedMap<String, List<Long>> sessions = new TreeMap<>();
        for (WatchStatus watch : watches) {
            for (String path : watch.paths()) {
                sessions.computeIfAbsent(path, none -> new ArrayList<>()).add(watch.sessionId());
            }
        }
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, List<Long>> entry : sessions.entrySet()) {
            text.append(entry.getKey()).append('\n');
            entry.getValue().forEach(id -> text.append('\t').append(hex(id)).append('\n'));
        }
        return text.append('\n').toString();
    }

    private static String hex(long sessionId) {
        return "0x" + Long.toHexString(sessionId);
    }
}
