package io.corral.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.server.config.ConfigException;
import io.corral.server.config.ConfigLoader;
import io.corral.server.config.ServerConfig;
import io.corral.server.status.ConfigurationStatus;
import io.corral.server.status.HostStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationViewTest {

    @TempDir
    Path folder;

    @Test
    void a_member_shows_the_lines_of_all() throws IOException, ConfigException {
        Files.writeString(folder.resolve("myid"), "2");
        Path file = Files.writeString(folder.resolve("zoo.cfg"), """
                dataDir=%s
                clientPort=2181
                initLimit=10
                syncLimit=5
                server.1=a:2888:3888
                server.2=127.0.0.1:2889:3889;2181
                """.formatted(folder));
        ServerConfig config = ConfigLoader.load(file, Map.of()).config();

        ConfigurationStatus shown = ConfigurationView.of(config);

        assertThat(shown.serverId()).isEqualTo(2);
        assertThat(shown.clients().clientPort()).isEqualTo(2181);
        assertThat(shown.quorum()).hasValueSatisfying(quorum -> {
            assertThat(quorum.quorumPort()).isEqualTo(2889);
            assertThat(quorum.membership())
                    .isEqualTo("server.1=a:2888:3888:participant\n"
                            + "server.2=127.0.0.1:2889:3889:participant;0.0.0.0:2181\nversion=0");
        });
    }

    @Test
    void the_version_starts_with_zookeepers_and_has_a_date() {
        assertThat(ServerVersion.load().text())
                .matches("3\\.9\\.5-corral-\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?, "
                        + "built on \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC");
    }

    @Test
    void properties_that_are_secrets_are_hidden() {
        Map<String, String> properties = Map.of(
                "zookeeper.ssl.keyStore.password",
                "geheim",
                "zookeeper.DigestAuthenticationProvider.superDigest",
                "super:geheim",
                "clientSecret",
                "geheim",
                "user.name",
                "corral");

        assertThat(EnvironmentFacts.of("v", "h", properties).systemProperties())
                .containsEntry("user.name", "corral")
                .hasSize(4)
                .satisfies(shown -> assertThat(shown.values()).noneMatch(value -> value.contains("geheim")));
    }

    @Test
    void directories_are_measured_now_and_then() throws IOException {
        AtomicLong clock = new AtomicLong();
        HostProbe probe = new HostProbe(folder, folder.resolve("missing"), clock::get);
        Files.writeString(Files.createDirectories(folder.resolve("a")).resolve("b"), "12345");

        HostStatus first = probe.read();
        Files.writeString(folder.resolve("c"), "123");
        HostStatus soon = probe.read();
        clock.addAndGet(10_000_000_000L);
        HostStatus later = probe.read();

        assertThat(first.dataDirBytes()).isEqualTo(5);
        assertThat(first.logDirBytes()).isZero();
        assertThat(first.uptimeMillis()).isZero();
        assertThat(first.heapUsedBytes()).isPositive();
        assertThat(soon.dataDirBytes()).isEqualTo(5);
        assertThat(later.dataDirBytes()).isEqualTo(8);
        assertThat(later.uptimeMillis()).isEqualTo(10_000);
    }
}
