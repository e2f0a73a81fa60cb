package io.corral.tree.command;

import io.corral.tree.ErrorCode;
import io.corral.tree.Stat;
import io.corral.tree.ensemble.EnsembleMember;
import io.corral.tree.session.Session;
import java.util.List;

/** What a command or an operation gives back, besides its effect. */
public sealed interface Result {
    /** Calls the visitor's method for this kind of result. */
    <R> R accept(ResultVisitor<R> visitor);

    /** ZooKeeper's error code; {@link ErrorCode#OK} unless this is a {@link Failure}. */
    default int error() {
        return ErrorCode.OK;
    }

    /** Done, with nothing to tell: delete, check, close of a session. */
    record Done() implements Result {
        static final Done INSTANCE = new Done();

        @Override
        public <R> R accept(ResultVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * Refused without effect.
     *
     * @param error ZooKeeper's error code, never 0
     */
    record Failure(int error) implements Result {
        @Override
        public <R> R accept(ResultVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A node was created and only its path is asked for (create).
     *
     * @param path full path, with the sequence number if there is one
     */
    record CreatedPath(String path) implements Result {
        @Override
        public <R> R accept(ResultVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A node was created (create2, createContainer, createTTL).
     *
     * @param path full path, with the sequence number if there is one
     * @param stat its stat right after
     */
    record CreatedNode(String path, Stat stat) implements Result {
        @Override
        public <R> R accept(ResultVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A node was changed (setData, setACL).
     *
     * @param stat its stat right after
     */
    record Updated(Stat stat) implements Result {
        @Override
        public <R> R accept(ResultVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * The results of a multi, one per operation in order. Its own error is 0 even when an operation has failed: then
     * every one is a {@link Failure}: those before the culprit with 0, those after it with
     * {@link ErrorCode#RUNTIME_INCONSISTENCY}.
     *
     * @param results immutable
     */
    record Multi(List<Result> results) implements Result {
        @Override
        public <R> R accept(ResultVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * Members were proposed; the answer comes with {@link FinishReconfig}.
     *
     * @param members who is to belong to the ensemble; immutable
     */
    record MembersProposed(List<EnsembleMember> members) implements Result {
        @Override
        public <R> R accept(ResultVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * The ensemble has these members now (reconfig).
     *
     * @param text what {@code /zookeeper/config} holds; must not be changed
     * @param stat its stat right after
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Configured(byte[] text, Stat stat) implements Result {
        @Override
        public <R> R accept(ResultVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A session was created or attached.
     *
     * @param session the session right after
     */
    record SessionOpened(Session session) implements Result {
        @Override
        public <R> R accept(ResultVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * An attach expected another epoch than the session has. The origin tries again with the current one if it still has
     * a client waiting.
     *
     * @param currentEpoch the session's attach epoch
     */
    record StaleEpoch(int currentEpoch) implements Result {
        @Override
        public <R> R accept(ResultVisitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public int error() {
            return ErrorCode.SESSION_MOVED;
        }
    }
}
