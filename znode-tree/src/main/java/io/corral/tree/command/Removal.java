package io.corral.tree.command;

import io.corral.tree.NodeDraft;
import io.corral.tree.path.PathRules;
import io.corral.tree.session.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The common end of a node, whoever asks for it. */
final class Removal {
    private Removal() {}

    static void remove(WriteScope scope, NodeDraft parent, NodeDraft node) {
        scope.edit().delete(parent, node);
        QuotaKeeping.deleted(scope, node);
        scope.edit().update(parent, parent.fields().toBuilder().pzxid(scope.zxid()));
        scope.changed(new Change(
                Change.Kind.DELETED,
                node.path(),
                0,
                scope.zxid(),
                node.fields().acl(),
                parent.path(),
                parent.fields().acl()));
    }

    /** Ends a session: its ephemeral nodes go in the order of their paths, so that all replicas tell the same story. */
    static void end(WriteScope scope, Session session) {
        List<String> paths = new ArrayList<>(session.ephemeralPaths());
        Collections.sort(paths);
        for (String path : paths) {
            NodeDraft node = scope.edit().find(path);
            NodeDraft parent = scope.edit().find(PathRules.parentOf(path));
            if (node != null && parent != null) {
                remove(scope, parent, node);
            }
        }
        scope.edit().removeSession(session.id());
    }
}
