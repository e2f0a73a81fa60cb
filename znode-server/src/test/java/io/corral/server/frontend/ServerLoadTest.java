package io.corral.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.server.config.TrafficLimits.LargeRequests;
import org.junit.jupiter.api.Test;

class ServerLoadTest {
    @Test
    void figuresOfAllLoopsAddUp() {
        ServerLoad load = new ServerLoad(3);
        load.waiting(0, 10, 1);
        load.waiting(2, 5, 2);
        load.watches(1, 7);
        assertThat(load.requests()).isEqualTo(15);
        assertThat(load.waitingClients()).isEqualTo(3);
        assertThat(load.watches()).isEqualTo(7);
        load.waiting(0, 0, 0);
        assertThat(load.requests()).isEqualTo(5);
    }

    @Test
    void largeRequestsHaveRoomForSoManyBytes() {
        LargeRequestLimit limit = new LargeRequestLimit(new LargeRequests(100, 1000));
        assertThat(limit.concerns(100)).isFalse();
        assertThat(limit.concerns(101)).isTrue();
        assertThat(limit.take(600)).isTrue();
        assertThat(limit.take(500)).isFalse();
        assertThat(limit.rejected()).isEqualTo(1);
        limit.release(600);
        assertThat(limit.take(1000)).isTrue();
    }

    @Test
    void withoutAThresholdNoRequestIsLarge() {
        assertThat(new LargeRequestLimit(new LargeRequests(-1, 1000)).concerns(Integer.MAX_VALUE))
                .isFalse();
    }
}
