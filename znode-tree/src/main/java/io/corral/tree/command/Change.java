package io.corral.tree.command;

import io.corral.tree.acl.AclList;
import org.jspecify.annotations.Nullable;

/**
 * A change that watches may want to know of, with all it takes to decide who is told: an event is delivered only to
 * connections that may read the node concerned, by its list at the time of the change.
 *
 * @param kind what happened
 * @param path full path of the node
 * @param dataBytes length of the data it has now; 0 for {@link Kind#DELETED}
 * @param zxid the transaction; the same for all changes of a multi or of a session's end
 * @param acl the node's list (of the new node for a create, of the deleted one for a delete)
 * @param parentPath the parent, whose children changed; null for {@link Kind#DATA_CHANGED}
 * @param parentAcl the parent's list; null with it
 */
public record Change(
        Kind kind,
        String path,
        int dataBytes,
        long zxid,
        AclList acl,
        @Nullable String parentPath,
        @Nullable AclList parentAcl) {
    /** The data of a node was set. */
    static Change ofData(String path, int dataBytes, long zxid, AclList acl) {
        return new Change(Kind.DATA_CHANGED, path, dataBytes, zxid, acl, null, null);
    }

    /** What happened to a node. */
    public enum Kind {
        /** It came into being. */
        CREATED,
        /** It is gone. */
        DELETED,
        /** Its data was set. */
        DATA_CHANGED
    }
}
