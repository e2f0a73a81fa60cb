package io.corral.sim.history;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A question or an answer in the list of all that happened to a key; both leave the list when their call has found its place. */
final class Event {
    private final @Nullable Call call;
    final int position;
    final boolean isQuestion;

    /** The answer to a question. */
    @Nullable
    Event answer;

    @Nullable
    Event next;

    private @Nullable Event previous;

    Event(@Nullable Call call, int position, boolean isQuestion) {
        this.call = call;
        this.position = position;
        this.isQuestion = isQuestion;
    }

    Call call() {
        return Objects.requireNonNull(call);
    }

    long nanos() {
        return isQuestion ? call().askedNanos() : call().answeredNanos();
    }

    void linkBehind(Event before) {
        previous = before;
        before.next = this;
    }

    /** Takes the question and its answer out. */
    void lift() {
        unlink();
        Objects.requireNonNull(answer).unlink();
    }

    /** Puts them back where they were; in the reverse order of lifting. */
    void unlift() {
        Objects.requireNonNull(answer).relink();
        relink();
    }

    private void unlink() {
        Objects.requireNonNull(previous).next = next;
        if (next != null) {
            next.previous = previous;
        }
    }

    private void relink() {
        Objects.requireNonNull(previous).next = this;
        if (next != null) {
            next.previous = this;
        }
    }
}
