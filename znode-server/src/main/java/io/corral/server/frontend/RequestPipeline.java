package io.corral.server.frontend;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The order of one connection's requests: each is answered after all before it. Reads behind an unanswered write wait for it;
 * the write itself is on its way to the leader all the while.
 *
 * <p>A read must not see a later write of its own session. So a write that comes after a waiting read is fenced (its own
 * server publishes the state before it separately), and writes behind an unanswered sync or reconfig are held back until it is
 * answered.
 */
final class RequestPipeline {
    /** What becomes of requests when their turn comes. */
    interface Turn {
        /** Answers the request, which is ready and first. */
        void answer(PendingAnswer request);

        /** Whether the client takes its answers; while it does not, no more are made for it. */
        boolean isClientTaking();

        /** Begins a count, which is first now. It may be finished on return; otherwise its end is followed by {@link RequestPipeline#advance}. */
        void begin(PendingAnswer.Count count);

        /** Sends a write, held back until now, on its way. */
        void submit(PendingAnswer.Write write);
    }

    private final Turn turn;
    private final Deque<PendingAnswer> waiting = new ArrayDeque<>();

    /** Unanswered requests behind which writes are held back. */
    private int barriers;

    /** A barrier was answered, and what it held back is not submitted yet. */
    private boolean released;

    private long bytes;
    private long largeBytes;

    RequestPipeline(Turn turn) {
        this.turn = turn;
    }

    /** Whether the next write needs a fence: something other than a write waits right before it. */
    boolean nextWriteNeedsFence() {
        return !waiting.isEmpty() && !(waiting.getLast() instanceof PendingAnswer.Write);
    }

    /** A request that is answered from the state at hand: at once when nothing is before it. */
    void add(PendingAnswer request) {
        if (waiting.isEmpty()) {
            turn.answer(request);
        } else {
            enqueue(request);
        }
    }

    /** A write; submitted at once unless it is held back. */
    void add(PendingAnswer.Write write) {
        enqueue(write);
        if (barriers == 0) {
            submit(write);
        }
        if (write.holdsWritesBack()) {
            barriers++;
        }
    }

    /** A sync. */
    void add(PendingAnswer.Sync sync) {
        enqueue(sync);
        barriers++;
    }

    /** A count. A write behind it could come about before a read between the two is answered, which must not see it. */
    void add(PendingAnswer.Count count) {
        enqueue(count);
        barriers++;
        if (waiting.peek() == count) {
            advance();
        }
    }

    /**
     * Answers writes at the head whose outcome is known. Used in the middle of a batch: whatever else is ready would see a
     * state that has not been announced to watchers yet.
     */
    void answerSettledWrites() {
        while (waiting.peek() instanceof PendingAnswer.Write write && write.isReady()) {
            dequeue();
            turn.answer(write);
            lift(write.holdsWritesBack());
        }
    }

    /** Answers everything at the head that is ready, as long as the client takes its answers. */
    void advance() {
        for (PendingAnswer first = waiting.peek();
                first != null && turn.isClientTaking() && isReady(first);
                first = waiting.peek()) {
            dequeue();
            turn.answer(first);
            lift(first.holdsWritesBack());
        }
        if (released) {
            released = false;
            submitUpToNextBarrier();
        }
    }

    /** Whether a read is ready at the head, but its client does not take its answers. */
    boolean isHeldUp() {
        PendingAnswer first = waiting.peek();
        return first != null && isPlainRead(first) && !turn.isClientTaking();
    }

    /** Answers the reads at the head up to the next write, which is about to happen, whether or not the client takes the answers. */
    void answerHeldUpReads() {
        for (PendingAnswer first = waiting.peek(); first != null && isPlainRead(first); first = waiting.peek()) {
            dequeue();
            turn.answer(first);
        }
    }

    /** Behind everything else no write is under way. */
    private static boolean isPlainRead(PendingAnswer request) {
        return !(request instanceof PendingAnswer.Write) && !request.holdsWritesBack() && request.isReady();
    }

    private boolean isReady(PendingAnswer first) {
        if (first instanceof PendingAnswer.Count count && count.begin()) {
            turn.begin(count);
        }
        return first.isReady();
    }

    private void lift(boolean barrier) {
        if (barrier) {
            barriers--;
            released = true;
        }
    }

    /** Number of requests without an answer. */
    int size() {
        return waiting.size();
    }

    /** Bytes of the requests without an answer. */
    long bytes() {
        return bytes;
    }

    /** Bytes of the large ones among them. */
    long largeBytes() {
        return largeBytes;
    }

    /** Forgets everything; the connection is gone. Writes that were submitted go on without it. */
    void clear() {
        waiting.clear();
        barriers = 0;
        released = false;
        bytes = 0;
        largeBytes = 0;
    }

    private void enqueue(PendingAnswer request) {
        waiting.add(request);
        bytes += request.bytes();
        largeBytes += request.largeBytes();
    }

    private void dequeue() {
        PendingAnswer first = waiting.remove();
        bytes -= first.bytes();
        largeBytes -= first.largeBytes();
    }

    private void submitUpToNextBarrier() {
        for (PendingAnswer request : waiting) {
            if (request instanceof PendingAnswer.Write write && !write.isSubmitted()) {
                submit(write);
            }
            if (request.holdsWritesBack()) {
                return;
            }
        }
    }

    private void submit(PendingAnswer.Write write) {
        write.markSubmitted();
        turn.submit(write);
    }
}
