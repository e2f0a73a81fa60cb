package io.corral.it.crash;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A counter, after two acknowledged writes and an open one,")
class CounterTest {
    private final Counter counter = new Counter("/counter");

    CounterTest() {
        counter.nextValue();
        counter.acknowledge(1);
        counter.nextValue();
        counter.acknowledge(2);
        counter.nextValue();
        counter.leaveOpen();
    }

    @Test
    @DisplayName("takes the open write as done or as not done")
    void takesTheOpenWriteEitherWay() {
        assertThatCode(() -> counter.see(2, 2)).doesNotThrowAnyException();
        Counter other = new CounterTest().counter;
        assertThatCode(() -> other.see(3, 3)).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("notices a lost write")
    void noticesALostWrite() {
        assertThatThrownBy(() -> counter.see(1, 1)).isInstanceOf(AssertionError.class);
    }

    @Test
    @DisplayName("notices a write done twice")
    void noticesAWriteDoneTwice() {
        assertThatThrownBy(() -> counter.see(4, 3)).isInstanceOf(AssertionError.class);
    }

    @Test
    @DisplayName("notices the wrong value, and a write that vanishes after it was seen")
    void noticesTheWrongValue() {
        assertThatThrownBy(() -> counter.see(2, 1)).isInstanceOf(AssertionError.class);
        counter.see(3, 3);
        assertThatThrownBy(() -> counter.see(2, 2)).isInstanceOf(AssertionError.class);
    }

    @Test
    @DisplayName("notices when the next acknowledgement skips a version")
    void noticesASkippedVersion() {
        counter.nextValue();
        assertThatThrownBy(() -> counter.acknowledge(5)).isInstanceOf(AssertionError.class);
    }
}
