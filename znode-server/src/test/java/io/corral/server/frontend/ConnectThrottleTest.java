package io.corral.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.corral.server.config.TrafficLimits.ConnectThrottling;
import io.corral.server.config.TrafficLimits.RandomGate;
import io.corral.server.config.TrafficLimits.Weights;
import io.corral.server.frontend.ConnectThrottle.Kind;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConnectThrottleTest {
    private static final RandomGate NO_GATE = new RandomGate(-1, 0, 0, 0);
    private static final Weights ALIKE = new Weights(false, 3, 2, 1);

    private long nowMillis = 5_000;

    @Test
    void withoutTokensEverybodyIsAdmitted() {
        ConnectThrottle throttle = throttle(new ConnectThrottling(0, 1, 1, NO_GATE, ALIKE));
        assertThat(admitted(throttle, 1000)).isEqualTo(1000);
    }

    @Test
    void aBucketEmptiesAndFillsSteadilyAndNeverBeyondItsSize() {
        ConnectThrottle throttle = throttle(new ConnectThrottling(10, 100, 2, NO_GATE, ALIKE));
        assertThat(admitted(throttle, 50)).isEqualTo(10);
        nowMillis += 99;
        assertThat(admitted(throttle, 50)).isZero();
        nowMillis += 1;
        assertThat(admitted(throttle, 50)).isEqualTo(2);
        nowMillis += 250;
        assertThat(admitted(throttle, 50)).isEqualTo(4);
        nowMillis += 50;
        assertThat(admitted(throttle, 50))
                .as("the fifty milliseconds before count")
                .isEqualTo(2);
        nowMillis += 100_000;
        assertThat(admitted(throttle, 50)).isEqualTo(10);
    }

    @Test
    void tellsHowManyTokensAreGone() {
        ConnectThrottle throttle = throttle(new ConnectThrottling(10, 100, 2, NO_GATE, ALIKE));
        assertThat(throttle.deficit()).isZero();
        assertThat(admitted(throttle, 3)).isEqualTo(3);
        assertThat(throttle.deficit()).isEqualTo(3);
        assertThat(throttle(new ConnectThrottling(0, 1, 1, NO_GATE, ALIKE)).deficit())
                .isZero();
    }

    @Test
    void withWeightsNewGlobalSessionsTakeMore() {
        ConnectThrottle throttle = throttle(new ConnectThrottling(6, 1000, 1, NO_GATE, new Weights(true, 3, 2, 1)));
        assertThat(throttle.admits(Kind.GLOBAL)).isTrue();
        assertThat(throttle.admits(Kind.RENEWED)).isTrue();
        assertThat(throttle.admits(Kind.RENEWED)).isFalse();
        assertThat(throttle.admits(Kind.LOCAL)).isTrue();
        assertThat(throttle.admits(Kind.LOCAL)).isFalse();
    }

    @Test
    void theGateClosesWhileTheBucketIsEmptyAndOpensWhenItIsFull() {
        ConnectThrottle throttle =
                throttle(new ConnectThrottling(1, 1_000_000, 1, new RandomGate(10, 0.25, 0.5, 0), ALIKE));
        assertThat(throttle.admits(Kind.GLOBAL)).isTrue();
        for (int i = 0; i < 3; i++) {
            nowMillis += 11;
            assertThat(throttle.admits(Kind.GLOBAL)).isFalse();
        }
        assertThat(throttle.dropProbability()).isEqualTo(0.75, within(1e-9));
        nowMillis += 2_000_000;
        boolean unused = throttle.admits(Kind.GLOBAL);
        assertThat(throttle.dropProbability()).isEqualTo(0.25, within(1e-9));
    }

    private ConnectThrottle throttle(ConnectThrottling settings) {
        return new ConnectThrottle(settings, () -> nowMillis * 1_000_000, new Random(7));
    }

    private static int admitted(ConnectThrottle throttle, int attempts) {
        int admitted = 0;
        for (int i = 0; i < attempts; i++) {
            if (throttle.admits(Kind.GLOBAL)) {
                admitted++;
            }
        }
        return admitted;
    }
}
