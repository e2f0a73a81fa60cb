package io.corral.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.wire.record.OpCode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is known of a connection's last request")
class ConnectionStatisticsTest {
    private static final long MILLI = 1_000_000;

    private final ConnectionStatistics statistics = new ConnectionStatistics();

    @Test
    @DisplayName("is its number as long as no later one has a number of its own: pings and setWatches have none")
    void a_ping_leaves_the_last_number() {
        statistics.answered(OperationCodes.of(OpCode.EXISTS), 5, 7, MILLI, MILLI);
        statistics.answered(OperationCodes.of(OpCode.PING), -2, 8, MILLI, 2 * MILLI);
        statistics.answered(OperationCodes.of(OpCode.SET_WATCHES), -8, 9, MILLI, 3 * MILLI);

        assertThat(statistics.last().cxid()).isEqualTo(5);
        assertThat(statistics.last().operation()).isEqualTo("SETW");
        assertThat(statistics.last().zxid()).isEqualTo(9);

        statistics.answered(OperationCodes.of(OpCode.GET_DATA), 0, 9, MILLI, 4 * MILLI);

        assertThat(statistics.last().cxid()).isZero();
    }
}
