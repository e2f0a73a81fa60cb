package io.corral.wire.transaction;

import io.corral.wire.record.AclEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one transaction of ZooKeeper's log does to the tree and its sessions. Arrays belong to whoever gets it. */
@SuppressWarnings(
        "ArrayRecordComponent") // No change is compared with another but in tests, which look into the arrays.
public sealed interface Change {

    /** Calls the visitor's method for this kind of change. */
    void accept(ChangeVisitor visitor);

    /**
     * How long a created node lasts.
     *
     * @param kind what ends it
     * @param ttlMillis the time to live of a node that has one, as logged (may be out of range); otherwise 0
     */
    record Lifetime(Kind kind, long ttlMillis) {
        static final Lifetime PERSISTENT = new Lifetime(Kind.PERSISTENT, 0);
        static final Lifetime EPHEMERAL = new Lifetime(Kind.EPHEMERAL, 0);
        static final Lifetime CONTAINER = new Lifetime(Kind.CONTAINER, 0);

        static Lifetime ofTtl(long millis) {
            return new Lifetime(Kind.TTL, millis);
        }

        /** What ends a node's life, besides being deleted. */
        public enum Kind {
            PERSISTENT,
            /** The end of the transaction's session. */
            EPHEMERAL,
            /** The deletion of the last child. */
            CONTAINER,
            /** Time without a change. */
            TTL
        }
    }

    /**
     * A node was created.
     *
     * @param path full path, the number of a sequential node included
     * @param data its data
     * @param acl its access control list, as it was stored
     * @param lifetime how long it lasts
     * @param parentCreateCount how many children the parent had ever had with it; -1 in logs of old releases, which do not say
     */
    record NodeCreated(
            String path, byte @Nullable [] data, List<AclEntry> acl, Lifetime lifetime, int parentCreateCount)
            implements Change {
        @Override
        public void accept(ChangeVisitor visitor) {
            visitor.created(this);
        }
    }

    /** A node was deleted, by a client or as an empty container or expired. */
    record NodeDeleted(String path) implements Change {
        @Override
        public void accept(ChangeVisitor visitor) {
            visitor.deleted(this);
        }
    }

    /**
     * A node's data was set.
     *
     * @param version the version that the data has since
     */
    record DataSet(String path, byte @Nullable [] data, int version) implements Change {
        @Override
        public void accept(ChangeVisitor visitor) {
            visitor.dataSet(this);
        }
    }

    /**
     * A node's access control list was set.
     *
     * @param version the version that the list has since
     */
    record AclSet(String path, List<AclEntry> acl, int version) implements Change {
        @Override
        public void accept(ChangeVisitor visitor) {
            visitor.aclSet(this);
        }
    }

    /** The transaction's session was opened. */
    record SessionOpened(int timeoutMillis) implements Change {
        @Override
        public void accept(ChangeVisitor visitor) {
            visitor.sessionOpened(this);
        }
    }

    /**
     * The transaction's session was closed or has expired.
     *
     * @param paths its ephemeral nodes; none are named in logs of old releases
     */
    record SessionClosed(List<String> paths) implements Change {
        @Override
        public void accept(ChangeVisitor visitor) {
            visitor.sessionClosed(this);
        }
    }

    /** Several changes in one transaction, all of which have happened. */
    record Several(List<Change> changes) implements Change {
        @Override
        public void accept(ChangeVisitor visitor) {
            changes.forEach(change -> change.accept(visitor));
        }
    }

    /** Nothing but the zxid: a request that failed, a multi that failed, a check. */
    record Nothing() implements Change {
        @Override
        public void accept(ChangeVisitor visitor) {
            // Nothing has happened.
        }
    }
}
