package io.corral.server.frontend;

import io.corral.tree.acl.Identity;
import io.corral.tree.command.Operation;
import io.corral.tree.command.Outcome;
import io.corral.wire.record.OpCode;
import io.corral.wire.record.Request;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request whose turn to be answered has not come; answers of one connection go out in the order of its requests. */
abstract sealed class PendingAnswer {
    private final int xid;
    private final OpCode opCode;
    private final long arrivalNanos;
    private int bytes;
    private boolean large;

    private PendingAnswer(int xid, OpCode opCode, long arrivalNanos) {
        this.xid = xid;
        this.opCode = opCode;
        this.arrivalNanos = arrivalNanos;
    }

    int xid() {
        return xid;
    }

    OpCode opCode() {
        return opCode;
    }

    long arrivalNanos() {
        return arrivalNanos;
    }

    /** Says how many bytes the request came in, and whether it counts as a large one. */
    void weighs(int frameBytes, boolean isLarge) {
        bytes = frameBytes;
        large = isLarge;
    }

    int bytes() {
        return bytes;
    }

    int largeBytes() {
        return large ? bytes : 0;
    }

    /** Whether later writes wait for its answer, because it can be long in coming when it is the first. */
    boolean holdsWritesBack() {
        return false;
    }

    /** Whether it can be answered once it is the first. */
    abstract boolean isReady();

    /** Has it answered in the way of its kind. */
    abstract void answerWith(Answerer answerer);

    /** Answers each kind of request. */
    interface Answerer {
        void write(Write write);

        void sync(Sync sync);

        void local(Local local);

        void count(Count count);

        void refusal(Refusal refusal);
    }

    /**
     * What a write asks for, as long as it has no number.
     *
     * @param identities who asks
     * @param fence whether what is before it must be published before it
     * @param operation what is asked
     */
    record Draft(List<Identity> identities, boolean fence, Operation operation) {}

    /** A write, answered when its outcome is known. */
    static final class Write extends PendingAnswer {
        private @Nullable Draft draft;
        private @Nullable Submission submission;
        private long sequence;
        private boolean submitted;
        private @Nullable Outcome outcome;

        Write(int xid, OpCode opCode, long arrivalNanos, Draft draft) {
            super(xid, opCode, arrivalNanos);
            this.draft = draft;
        }

        /** What is asked, once, for the one who numbers it. */
        Draft takeDraft() {
            Draft taken = draft;
            if (taken == null) {
                throw new IllegalStateException("the write has its number");
            }
            draft = null;
            return taken;
        }

        void numbered(long number, Submission encoded) {
            sequence = number;
            submission = encoded;
        }

        long sequence() {
            return sequence;
        }

        /** The numbered write on its way. */
        Submission submission() {
            if (submission == null) {
                throw new IllegalStateException("the write has no number");
            }
            return submission;
        }

        /** Between being taken in and being answered a reconfig may take as long as members of the ensemble take. */
        @Override
        boolean holdsWritesBack() {
            return opCode() == OpCode.RECONFIG;
        }

        /** Nobody will ever ask for the outcome. */
        void giveUp(Consumer<Submission> settled) {
            if (submission != null) {
                settled.accept(submission);
            }
        }

        boolean isSubmitted() {
            return submitted;
        }

        void markSubmitted() {
            submitted = true;
        }

        @Nullable
        Outcome outcome() {
            return outcome;
        }

        void settle(Outcome known) {
            outcome = known;
        }

        /** It was refused, and is to be tried once more, in its place and under a number of its own. */
        void tryAgain(Draft again) {
            outcome = null;
            submission = null;
            draft = again;
        }

        @Override
        boolean isReady() {
            return outcome != null;
        }

        @Override
        void answerWith(Answerer answerer) {
            answerer.write(this);
        }
    }

    /** A sync, answered when this server has executed what was committed when it was asked. */
    static final class Sync extends PendingAnswer {
        private final @Nullable String path;
        private boolean caughtUp;

        Sync(int xid, long arrivalNanos, @Nullable String path) {
            super(xid, OpCode.SYNC, arrivalNanos);
            this.path = path;
        }

        @Nullable
        String path() {
            return path;
        }

        void markCaughtUp() {
            caughtUp = true;
        }

        @Override
        boolean holdsWritesBack() {
            return true;
        }

        @Override
        boolean isReady() {
            return caughtUp;
        }

        @Override
        void answerWith(Answerer answerer) {
            answerer.sync(this);
        }
    }

    /** A request answered from the state at hand when its turn comes. */
    static final class Local extends PendingAnswer {
        private final Request request;
        private final ClientIdentities asker;

        Local(int xid, long arrivalNanos, Request request, ClientIdentities asker) {
            super(xid, request.opCode(), arrivalNanos);
            this.request = request;
            this.asker = asker;
        }

        /** Who asked: as of when it came, whatever the client has proven since. */
        ClientIdentities asker() {
            return asker;
        }

        Request request() {
            return request;
        }

        @Override
        boolean isReady() {
            return true;
        }

        @Override
        void answerWith(Answerer answerer) {
            answerer.local(this);
        }
    }

    /** A count of descendants: begun when its turn comes, answered when everything is counted. */
    static final class Count extends PendingAnswer {
        private final @Nullable String path;
        private final ClientIdentities asker;
        private boolean begun;
        private @Nullable Counted counted;

        Count(int xid, long arrivalNanos, @Nullable String path, ClientIdentities asker) {
            super(xid, OpCode.GET_ALL_CHILDREN_NUMBER, arrivalNanos);
            this.path = path;
            this.asker = asker;
        }

        /** Who asked: as of when it came, whatever the client has proven since. */
        ClientIdentities asker() {
            return asker;
        }

        @Nullable
        String path() {
            return path;
        }

        /** True the first time. */
        boolean begin() {
            boolean first = !begun;
            begun = true;
            return first;
        }

        void finish(Counted result) {
            counted = result;
        }

        @Override
        boolean holdsWritesBack() {
            return true;
        }

        Counted counted() {
            if (counted == null) {
                throw new IllegalStateException("the count is not finished");
            }
            return counted;
        }

        @Override
        boolean isReady() {
            return counted != null;
        }

        @Override
        void answerWith(Answerer answerer) {
            answerer.count(this);
        }
    }

    /**
     * What came of a count.
     *
     * @param zxid of the state that was counted in
     * @param error error code, 0 for success
     * @param total the number of descendants; 0 with an error
     */
    record Counted(long zxid, int error, int total) {}

    /** A request that fails without being executed. */
    static final class Refusal extends PendingAnswer {
        private final RefusalForm form;

        Refusal(int xid, OpCode opCode, long arrivalNanos, RefusalForm form) {
            super(xid, opCode, arrivalNanos);
            this.form = form;
        }

        RefusalForm form() {
            return form;
        }

        @Override
        boolean isReady() {
            return true;
        }

        @Override
        void answerWith(Answerer answerer) {
            answerer.refusal(this);
        }
    }

    /** How a request is refused. */
    enum RefusalForm {
        /** It cannot be decoded: error -5, the connection stays. */
        MALFORMED,
        /** Writes came in a multiRead: error -5 and the end of an empty list. */
        WRITES_IN_MULTI_READ,
        /** No such operation: error -6 with zxid -1, then the connection closes. */
        UNKNOWN_OPERATION,
        /** Known but not offered by this server: error -6, the connection stays. */
        NOT_OFFERED,
        /** A write that the lists known here do not permit: error -102 with zxid 0, the connection stays. */
        FORBIDDEN,
        /** A write for which there is no room on enough disks: error -7, which clients try again; the connection stays. */
        NO_DISK,
        /** It has waited longer than {@code throttled_op_wait_time} before it could be begun: error -127, the connection stays. */
        THROTTLED,
        /** The server is in read-only mode, and this is no read: error -119, the connection stays. */
        NOT_READ_ONLY
    }
}
