package io.corral.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class AddressLimitTest {
    private final InetAddress here = address(1);
    private final InetAddress there = address(2);

    @Test
    void oneAddressMayHoldSoManyConnectionsAndNoMore() {
        AddressLimit limit = new AddressLimit(2, 0);
        assertThat(limit.admit(here)).isTrue();
        assertThat(limit.admit(here)).isTrue();
        assertThat(limit.admit(here)).isFalse();
        assertThat(limit.admit(there)).isTrue();
        assertThat(limit.total()).isEqualTo(3);
        assertThat(limit.rejected()).isEqualTo(1);
        limit.release(here);
        assertThat(limit.admit(here)).isTrue();
    }

    @Test
    void allTogetherMayHoldSoManyAndNoMore() {
        AddressLimit limit = new AddressLimit(0, 2);
        assertThat(limit.admit(here)).isTrue();
        assertThat(limit.admit(there)).isTrue();
        assertThat(limit.admit(there)).isFalse();
    }

    @Test
    void zeroMeansNoLimit() {
        AddressLimit limit = new AddressLimit(0, 0);
        for (int i = 0; i < 1_000; i++) {
            assertThat(limit.admit(here)).isTrue();
        }
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
