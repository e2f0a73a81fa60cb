package io.corral.sim.cluster;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.sim.promise.BrokenPromise;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a client is told")
class SightTest {
    private final Sight sight = new Sight(1);

    @Test
    @DisplayName("may lag behind what another node has told, where the client accepts that")
    void mayLag() {
        sight.sees("n1", 7, false);
        assertThatCode(() -> sight.sees("n2", 5, true)).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("never goes back at the same process, even if it may lag")
    void neverBackAtOneProcess() {
        sight.sees("n1", 7, true);
        sight.sees("n2", 5, true);
        assertThatThrownBy(() -> sight.sees("n1", 6, true))
                .isInstanceOf(BrokenPromise.class)
                .hasMessageContaining("state at 6, after that at 7");
    }

    @Test
    @DisplayName("never goes back at any node, where it must not lag, not even behind what might have lagged")
    void neverBackWhenLinearizable() {
        sight.sees("n1", 7, true);
        assertThatThrownBy(() -> sight.sees("n2", 6, false)).isInstanceOf(BrokenPromise.class);
    }
}
