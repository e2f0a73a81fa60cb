package io.corral.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.server.config.TrafficLimits.ConnectThrottling;
import io.corral.server.config.TrafficLimits.LargeRequests;
import io.corral.server.config.TrafficLimits.RandomGate;
import io.corral.server.config.TrafficLimits.RequestThrottling;
import io.corral.server.config.TrafficLimits.Weights;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficLimitsTest {

    @TempDir
    Path folder;

    private ConfigFolder files;

    @BeforeEach
    void openFolder() {
        files = new ConfigFolder(folder);
    }

    @Test
    void the_defaults_are_those_of_zookeeper() throws ConfigException {
        TrafficLimits limits = files.loadStandalone().config().clients().limits();

        assertThat(limits.outstandingMax()).isEqualTo(1000);
        assertThat(limits.requests()).isEqualTo(new RequestThrottling(0, 100, 0));
        assertThat(limits.large()).isEqualTo(new LargeRequests(-1, 100L * 1024 * 1024));
        assertThat(limits.connects())
                .isEqualTo(new ConnectThrottling(
                        0, 1, 1, new RandomGate(-1, 0.02, 0.002, 0), new Weights(false, 3, 2, 1)));
        assertThat(limits.watchesMax()).isGreaterThanOrEqualTo(10_000);
    }

    @Test
    void all_of_them_can_be_set() throws ConfigException {
        LoadedConfig loaded = files.loadStandalone(
                "globalOutstandingLimit=70",
                "request_throttle_max_requests=50",
                "request_throttle_stall_time=7",
                "throttled_op_wait_time=9",
                "largeRequestThreshold=1000",
                "largeRequestMaxBytes=5000",
                "connection_throttle_tokens=100",
                "connection_throttle_fill_time=10",
                "connection_throttle_fill_count=5",
                "connection_throttle_freeze_time=20",
                "connection_throttle_drop_increase=0.5",
                "connection_throttle_drop_decrease=0.25",
                "connection_throttle_decrease_ratio=0.125",
                "connection_throttle_weight_enabled=true",
                "connection_throttle_global_session_weight=6",
                "connection_throttle_renew_session_weight=5",
                "connection_throttle_local_session_weight=4",
                "clientTcpKeepAlive=true",
                "corral.watches.max=12345");

        assertThat(loaded.warnings()).isEmpty();
        assertThat(loaded.config().clients().tcpKeepAlive()).isTrue();
        assertThat(loaded.config().clients().limits())
                .isEqualTo(new TrafficLimits(
                        70,
                        new RequestThrottling(50, 7, 9),
                        new LargeRequests(1000, 5000),
                        new ConnectThrottling(
                                600, 10, 30, new RandomGate(20, 0.5, 0.25, 0.125), new Weights(true, 6, 5, 4)),
                        12345));
    }

    @Test
    void in_an_ensemble_the_others_have_their_part() throws ConfigException {
        assertThat(files.loadEnsemble("globalOutstandingLimit=70")
                        .config()
                        .clients()
                        .limits()
                        .outstandingMax())
                .isEqualTo(35);
    }

    @Test
    void a_probability_is_a_number_from_0_to_1() {
        assertThatThrownBy(() -> files.loadStandalone("connection_throttle_drop_increase=2"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("from 0 to 1");
        assertThatThrownBy(() -> files.loadStandalone("connection_throttle_drop_increase=much"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("from 0 to 1");
    }

    @Test
    void a_wish_to_execute_requests_of_ended_connections_is_warned_of() throws ConfigException {
        assertThat(files.loadStandalone("request_throttle_drop_stale=false").warnings())
                .singleElement()
                .asString()
                .contains("request_throttle_drop_stale");
    }
}
