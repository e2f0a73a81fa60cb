package io.corral.sim.history;

/** An operation of a client from the moment it is asked to the moment it is answered. */
public final class Call {
    private static final long NEVER = Long.MAX_VALUE;

    private final int client;
    private final Operation operation;
    private final long askedNanos;
    private long answeredNanos = NEVER;
    private long answer;

    /** An operation that is asked now. */
    public Call(int client, Operation operation, long nowNanos) {
        this.client = client;
        this.operation = operation;
        this.askedNanos = nowNanos;
    }

    /** Its answer arrives. */
    public void answered(long value, long nowNanos) {
        answer = value;
        answeredNanos = nowNanos;
    }

    /** Whether the answer has arrived; otherwise nobody knows whether it took effect, or still will. */
    public boolean isAnswered() {
        return answeredNanos != NEVER;
    }

    /** What was asked. */
    public Operation operation() {
        return operation;
    }

    long askedNanos() {
        return askedNanos;
    }

    long answeredNanos() {
        return answeredNanos;
    }

    /** Whether the operation may have met this value. */
    boolean agreesWith(long value) {
        return !isAnswered() || operation.answerTo(value) == answer;
    }

    @Override
    public String toString() {
        return String.format(
                "client %d %s %d..%s -> %s",
                client,
                operation,
                askedNanos / 1_000,
                isAnswered() ? String.valueOf(answeredNanos / 1_000) : "?",
                isAnswered() ? String.valueOf(answer) : "?");
    }
}
