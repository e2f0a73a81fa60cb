package io.corral.server.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The gate for writes")
class WriteGateTest {
    private static final Duration VALID = Duration.ofSeconds(2);

    private long now = 1;
    private final WriteGate gate = new WriteGate(1, Set.of(1L, 2L, 3L), VALID, () -> now);

    @Test
    void isOpenWhileNoDiskIsKnownToRefuse() {
        assertThat(gate.isClosed()).isFalse();
        gate.otherDisk(2, true);
        now += 2 * VALID.toNanos();
        gate.review();
        assertThat(gate.isClosed()).isFalse();
    }

    @Test
    void staysOpenWhileAMajorityHasDisksThatTakeWrites() {
        gate.otherDisk(2, true);
        gate.otherDisk(3, true);
        gate.ownDisk(false);
        assertThat(gate.isClosed()).isFalse();
    }

    @Test
    void closesWhenTheDisksLeftAreNoMajority() {
        gate.otherDisk(2, true);
        gate.otherDisk(3, true);
        gate.ownDisk(false);
        gate.otherDisk(3, false);
        assertThat(gate.isClosed()).isTrue();
        gate.ownDisk(true);
        assertThat(gate.isClosed()).isFalse();
    }

    @Test
    void doesNotCountOnServersThatAreSilent() {
        gate.otherDisk(2, true);
        gate.otherDisk(3, false);
        assertThat(gate.isClosed()).isFalse();
        now += VALID.toNanos() + 1;
        gate.otherDisk(3, false);
        assertThat(gate.isClosed()).isTrue();
    }

    @Test
    void opensWhenWhoRefusedIsHeardOfNoMore() {
        gate.otherDisk(2, false);
        gate.otherDisk(3, false);
        assertThat(gate.isClosed()).isTrue();
        now += VALID.toNanos() + 1;
        gate.review();
        assertThat(gate.isClosed()).isFalse();
    }

    @Test
    void asksOnlyThoseWithAVote() {
        gate.otherDisk(9, false);
        assertThat(gate.isClosed()).isFalse();
    }

    @Test
    void ofAStandaloneServerFollowsItsDisk() {
        WriteGate alone = new WriteGate(1, Set.of(1L), VALID, () -> now);
        alone.ownDisk(false);
        assertThat(alone.isClosed()).isTrue();
        now += 10 * VALID.toNanos();
        alone.review();
        assertThat(alone.isClosed()).isTrue();
        alone.ownDisk(true);
        assertThat(alone.isClosed()).isFalse();
    }
}
