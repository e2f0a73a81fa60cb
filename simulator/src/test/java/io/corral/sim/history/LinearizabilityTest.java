package io.corral.sim.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Calls on a register")
class LinearizabilityTest {

    private final List<Call> calls = new ArrayList<>();

    @Test
    @DisplayName("one after the other must see one another")
    void inOrder() {
        call(write(1), 0, 10, 0);
        call(read(), 20, 30, 1);
        assertThat(Linearizability.violation(calls)).isEmpty();
        call(read(), 40, 50, 0);
        assertThat(Linearizability.violation(calls)).isPresent();
    }

    @Test
    @DisplayName("at the same time may have happened in any order, but in one order for all")
    void overlapping() {
        call(write(1), 0, 100, 0);
        call(write(2), 0, 100, 0);
        call(read(), 10, 20, 2);
        call(read(), 30, 40, 1);
        assertThat(Linearizability.violation(calls)).isEmpty();
        call(read(), 50, 60, 2);
        assertThat(Linearizability.violation(calls)).isPresent();
    }

    @Test
    @DisplayName("must not happen twice")
    void twice() {
        Operation append = new Operation(Operation.Kind.APPEND, 1, 7, 0);
        long once = append.valueAfter(0);
        call(append, 0, 10, once);
        call(read(), 20, 30, append.valueAfter(once));
        assertThat(Linearizability.violation(calls)).isPresent();
    }

    @Test
    @DisplayName("that were not answered may have happened, any time later, or never")
    void unanswered() {
        calls.add(new Call(1, write(5), 0));
        call(read(), 10, 20, 0);
        assertThat(Linearizability.violation(calls)).isEmpty();
        call(read(), 30, 40, 5);
        assertThat(Linearizability.violation(calls)).isEmpty();
        call(read(), 50, 60, 0);
        assertThat(Linearizability.violation(calls)).isPresent();
    }

    @Test
    @DisplayName("that compare before they write tell the truth about what they found")
    void swaps() {
        Operation swap = new Operation(Operation.Kind.SWAP, 1, 0, 3);
        call(swap, 0, 10, 1);
        call(swap, 20, 30, 0);
        assertThat(Linearizability.violation(calls)).isEmpty();
        call(swap, 40, 50, 1);
        assertThat(Linearizability.violation(calls)).isPresent();
    }

    @Test
    @DisplayName("have nothing to do with those on another")
    void keys() {
        call(write(1), 0, 10, 0);
        call(new Operation(Operation.Kind.READ, 2, 0, 0), 20, 30, 0);
        assertThat(Linearizability.violation(calls)).isEmpty();
    }

    private void call(Operation operation, long asked, long answered, long answer) {
        Call call = new Call(1, operation, asked);
        call.answered(answer, answered);
        calls.add(call);
    }

    private static Operation write(long value) {
        return new Operation(Operation.Kind.WRITE, 1, value, 0);
    }

    private static Operation read() {
        return new Operation(Operation.Kind.READ, 1, 0, 0);
    }
}
