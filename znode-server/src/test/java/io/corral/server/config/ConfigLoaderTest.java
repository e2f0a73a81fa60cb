package io.corral.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.server.config.OperationsConfig.AdminConfig;
import io.corral.server.config.OperationsConfig.MetricsConfig;
import io.corral.server.config.OperationsConfig.TransferConfig;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {

    @TempDir
    Path folder;

    private ConfigFolder files;

    @BeforeEach
    void openFolder() {
        files = new ConfigFolder(folder);
    }

    @Test
    void a_data_directory_and_a_port_are_enough_for_a_standalone_server() throws ConfigException {
        LoadedConfig loaded = files.loadStandalone();

        ServerConfig config = loaded.config();
        assertThat(loaded.warnings()).isEmpty();
        assertThat(config.ensemble().standalone()).isTrue();
        assertThat(config.ensemble().serverId()).isZero();
        assertThat(config.timing()).isEqualTo(new TimingConfig(3000, 0, 0, 6000, 60_000));
        assertThat(config.clients())
                .isEqualTo(new ClientConfig(
                        Optional.of(new InetSocketAddress(2181)),
                        -1,
                        60,
                        0,
                        0xfffff,
                        10_000,
                        false,
                        config.clients().limits()));
        assertThat(config.storage().dataLogDir()).isEqualTo(config.storage().dataDir());
        assertThat(config.storage().forceSync()).isTrue();
        assertThat(config.storage().raftLogDir()).isEqualTo(folder.resolve("corral/log"));
        assertThat(config.storage().snapshotDir()).isEqualTo(folder.resolve("corral/snapshots"));
        assertThat(config.storage().snapshots())
                .isEqualTo(new StorageConfig.SnapshotRule(100_000, 4L * 1024 * 1024 * 1024, 3));
        assertThat(config.operations().admin())
                .hasValueSatisfying(admin -> assertThat(admin)
                        .extracting(AdminConfig::host, AdminConfig::port, AdminConfig::commandPath)
                        .containsExactly("0.0.0.0", 8080, "/commands"));
        assertThat(config.operations().metrics()).isEmpty();
        assertThat(config.engine().eventLoops()).isBetween(1, 4);
        assertThat(config.engine().raft().electionTimeoutMin()).isEqualTo(Duration.ofMillis(150));
        assertThat(config.engine().raft().electionTimeoutMax()).isEqualTo(Duration.ofMillis(300));
        assertThat(config.engine().raft().heartbeat()).isEqualTo(Duration.ofMillis(50));
        assertThat(config.engine().snapshotBytesPerSecond())
                .as("no limit for snapshots")
                .isEqualTo(Long.MAX_VALUE);
        assertThat(config.engine().segmentBytes()).isEqualTo(64L * 1024 * 1024);
    }

    @Test
    void session_timeouts_follow_the_tick_unless_set() throws ConfigException {
        assertThat(files.loadStandalone("tickTime=500").config().timing())
                .isEqualTo(new TimingConfig(500, 0, 0, 1000, 10_000));
        assertThat(files.loadStandalone("tickTime=500", "minSessionTimeout=7", "maxSessionTimeout=99")
                        .config()
                        .timing())
                .isEqualTo(new TimingConfig(500, 0, 0, 7, 99));
    }

    @ParameterizedTest
    @CsvSource({"1,2000", "2000,2000", "5000,5000", "99999,20000"})
    void an_asked_session_timeout_is_brought_into_range(int asked, int granted) {
        assertThat(new TimingConfig(1000, 0, 0, 2000, 20_000).clampSessionTimeout(asked))
                .isEqualTo(granted);
    }

    @Test
    void the_syntax_is_that_of_java_properties() throws ConfigException {
        LoadedConfig loaded = files.load(
                "# comment",
                "! comment",
                "dataDir : " + folder + "  ",
                "clientPort=1",
                "clientPort = 2182   ",
                "tickTime 100");

        assertThat(loaded.config().clients().port()).isEqualTo(2182);
        assertThat(loaded.config().timing().tickTimeMillis()).isEqualTo(100);
        assertThat(loaded.config().storage().dataDir()).isEqualTo(folder);
    }

    @Test
    void without_a_client_port_there_is_no_client_listener() throws ConfigException {
        assertThat(files.load("dataDir=" + folder).config().clients().address()).isEmpty();
        assertThat(files.load("dataDir=" + folder, "clientPort=0")
                        .config()
                        .clients()
                        .port())
                .isEqualTo(-1);
    }

    @Test
    void a_setting_in_the_file_wins_over_the_system_property_of_the_same_name() throws ConfigException {
        Map<String, String> properties =
                Map.of("zookeeper.snapCount", "7", "zookeeper.maxCnxns", "8", "snapCount", "9", "tickTime", "1");
        LoadedConfig loaded = files.loadWith(properties, "dataDir=" + folder, "snapCount=70");

        assertThat(loaded.config().storage().snapshots().entries()).isEqualTo(70);
        assertThat(loaded.config().clients().maxConnections()).isEqualTo(8);
        assertThat(loaded.config().timing().tickTimeMillis()).isEqualTo(3000);
    }

    @Test
    void jute_maxbuffer_is_taken_from_the_process_and_not_from_the_file() throws ConfigException {
        LoadedConfig loaded =
                files.loadWith(Map.of("jute.maxbuffer", "4194304"), "dataDir=" + folder, "jute.maxbuffer=5");

        assertThat(loaded.config().clients().maxPacketBytes()).isEqualTo(4_194_304);
        assertThat(loaded.warnings())
                .singleElement()
                .satisfies(warning ->
                        assertThat(warning.text()).startsWith("jute.maxbuffer=5: has no effect in the file"));
    }

    @Test
    void the_pace_of_clearing_containers_away_is_taken_from_the_process() throws ConfigException {
        LoadedConfig loaded = files.loadWith(
                Map.of(
                        "znode.container.checkIntervalMs",
                        "500",
                        "znode.container.maxPerMinute",
                        "60",
                        "znode.container.maxNeverUsedIntervalMs",
                        "300000"),
                "dataDir=" + folder);

        assertThat(loaded.config().containers()).isEqualTo(new ContainerConfig(500, 60, 300_000));
        assertThat(files.loadStandalone().config().containers()).isEqualTo(new ContainerConfig(60_000, 10_000, 0));
    }

    @Test
    void access_settings_have_zookeepers_words() throws ConfigException {
        AccessConfig access = files.loadStandalone("skipACL=yes", "enforceQuota=true", "extendedTypesEnabled=true")
                .config()
                .access();

        assertThat(access.skipAcl()).isTrue();
        assertThat(access.enforceQuota()).isTrue();
        assertThat(access.extendedTypesEnabled()).isTrue();
    }

    @Test
    void durability_can_be_given_up_with_a_warning() throws ConfigException {
        LoadedConfig loaded = files.loadStandalone("forceSync=no");

        assertThat(loaded.config().storage().forceSync()).isFalse();
        assertThat(loaded.warnings())
                .singleElement()
                .extracting(ConfigWarning::reason)
                .asString()
                .contains("power failure");
    }

    @Test
    void the_prometheus_provider_opens_a_port_of_its_own() throws ConfigException {
        String provider = "metricsProvider.className=org.apache.zookeeper.metrics.prometheus.PrometheusMetricsProvider";

        assertThat(files.loadStandalone(provider).config().operations().metrics())
                .contains(new MetricsConfig("0.0.0.0", 7000, true));
        assertThat(files.loadStandalone(
                                provider,
                                "metricsProvider.httpHost=127.0.0.1",
                                "metricsProvider.httpPort=7070",
                                "metricsProvider.exportJvmInfo=false")
                        .config()
                        .operations()
                        .metrics())
                .contains(new MetricsConfig("127.0.0.1", 7070, false));
    }

    @Test
    void the_admin_server_can_be_moved_and_switched_off() throws ConfigException {
        assertThat(files.loadStandalone(
                                "admin.serverAddress=127.0.0.1", "admin.serverPort=9090", "admin.commandURL=/zk")
                        .config()
                        .operations()
                        .admin())
                .hasValueSatisfying(admin -> assertThat(admin)
                        .extracting(AdminConfig::host, AdminConfig::port, AdminConfig::commandPath)
                        .containsExactly("127.0.0.1", 9090, "/zk"));
        assertThat(files.loadStandalone("admin.enableServer=false")
                        .config()
                        .operations()
                        .admin())
                .isEmpty();
    }

    @Test
    void a_console_bound_to_all_addresses_is_found_at_the_machines_own() {
        assertThat(admin("0.0.0.0", 8080).url("http", "zoo1.example")).isEqualTo("http://zoo1.example:8080");
        assertThat(admin("127.0.0.1", 8081).url("http", "zoo1.example")).isEqualTo("http://127.0.0.1:8081");
        assertThat(admin("::", 8080).url("http", "2001:db8::1")).isEqualTo("http://[2001:db8::1]:8080");
    }

    @Test
    void the_whitelist_is_a_list_with_spaces_or_a_star_and_always_has_srvr() throws ConfigException {
        CommandWhitelist some = whitelist("4lw.commands.whitelist=stat, ruok ,");
        CommandWhitelist all = whitelist("4lw.commands.whitelist=*");
        CommandWhitelist none = whitelist("");

        assertThat(some.allows("ruok")).isTrue();
        assertThat(some.allows("stat")).isTrue();
        assertThat(some.allows("mntr")).isFalse();
        assertThat(all.allows("mntr")).isTrue();
        assertThat(none.allows("srvr")).isTrue();
        assertThat(none.allows("ruok")).isFalse();
    }

    @Test
    void corrals_own_settings_come_from_the_file_or_the_process() throws ConfigException {
        EngineConfig engine = files.loadWith(
                        Map.of("corral.eventLoops", "9", "corral.raft.heartbeatMillis", "200"),
                        "dataDir=" + folder,
                        "corral.eventLoops=3",
                        "corral.raft.electionTimeoutMinMillis=1000",
                        "corral.raft.electionTimeoutMaxMillis=3000",
                        "corral.raft.snapshotBytesPerSecond=5000000000",
                        "corral.log.segmentBytes=1048576")
                .config()
                .engine();

        assertThat(engine)
                .isEqualTo(new EngineConfig(
                        3,
                        new EngineConfig.RaftTiming(
                                Duration.ofMillis(1000), Duration.ofMillis(3000), Duration.ofMillis(200)),
                        5_000_000_000L,
                        1_048_576));
    }

    @Test
    void a_missing_file_is_named() {
        assertThatThrownBy(() -> ConfigLoader.load(folder.resolve("none.cfg"), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(folder.resolve("none.cfg").toString())
                .hasMessageContaining("no such file");
    }

    private CommandWhitelist whitelist(String line) throws ConfigException {
        return files.loadStandalone(line).config().operations().fourLetterWords();
    }

    private static AdminConfig admin(String host, int port) {
        return new AdminConfig(
                host,
                port,
                "/commands",
                Duration.ofSeconds(30),
                new TransferConfig(true, true, Duration.ZERO, Duration.ZERO, false),
                Optional.empty());
    }

    @Test
    void the_text_of_the_file_is_kept_for_operators_without_its_secrets() throws ConfigException {
        Optional<String> text = files.loadStandalone(
                        "# a comment", "tickTime=2500", "DigestAuthenticationProvider.superDigest=super:hash")
                .config()
                .operations()
                .admin()
                .flatMap(AdminConfig::initialConfiguration);

        assertThat(text.orElse(""))
                .contains("# a comment\ntickTime=2500\n")
                .contains("superDigest=(hidden)")
                .doesNotContain("super:hash");
    }
}
