package io.corral.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigWarningTest {

    @TempDir
    Path folder;

    private ConfigFolder files;

    @BeforeEach
    void openFolder() {
        files = new ConfigFolder(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "tickTme=5, tickTme=5: unknown and ignored; did you mean tickTime?",
        "maxclientcnxns=5, maxclientcnxns=5: unknown and ignored; did you mean maxClientCnxns?",
        "colour=blue, colour=blue: unknown and ignored; check its spelling or remove it.",
    })
    void an_unknown_key_is_warned_of_with_the_likely_spelling(String line, String warning) throws ConfigException {
        assertThat(files.loadStandalone(line).warnings())
                .extracting(ConfigWarning::text)
                .containsExactly(warning);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nio.numSelectorThreads=4",
                "commitProcessor.numWorkerThreads=4",
                "ssl.keyStore.location=/keys",
                "zookeeper.snapCount=5",
                "autopurge.purgeInterval=1",
                "readonlymode.enabled=true",
            })
    void a_key_that_has_no_effect_yet_is_warned_of_with_the_reason(String line) throws ConfigException {
        assertThat(files.loadStandalone(line).warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.text()).startsWith(line + ": ");
            assertThat(warning.reason()).doesNotContain("unknown");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"sslQuorum=false", "localSessionsEnabled=false"})
    void what_is_switched_off_needs_no_warning(String line) throws ConfigException {
        assertThat(files.loadStandalone(line).warnings()).isEmpty();
    }

    @Test
    void passwords_are_not_shown() throws ConfigException {
        assertThat(files.loadStandalone("ssl.keyStore.password=sesame").warnings())
                .extracting(ConfigWarning::text)
                .singleElement()
                .asString()
                .doesNotContain("sesame")
                .contains("(hidden)");
    }

    @ParameterizedTest
    @CsvSource({
        "tickTime=soon, not a whole number",
        "tickTime=0, out of range",
        "clientPort=99999, not a port",
        "maxClientCnxns=-1, out of range",
        "standaloneEnabled=maybe, neither true nor false",
        "electionAlg=1, out of range",
        "minSessionTimeout=99999999, larger than maxSessionTimeout",
        "metricsProvider.className=com.example.Mine, not known",
        "admin.commandURL=commands, slash",
        "admin.serverPort=80000, out of range",
        "corral.eventLoops=0, out of range",
        "corral.raft.heartbeatMillis=100, out of range",
        "clientPortAddress=no.such.host.invalid, not known",
    })
    void a_bad_value_stops_the_start_with_the_file_the_setting_and_the_fix(String line, String problem) {
        assertThatThrownBy(() -> files.loadStandalone(line))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(folder.resolve("zoo.cfg").toString())
                .hasMessageContaining("Setting: " + line)
                .hasMessageContaining(problem)
                .hasMessageContaining("Fix:");
    }

    @Test
    void a_missing_data_directory_setting_stops_the_start() {
        assertThatThrownBy(() -> files.load("clientPort=2181"))
                .hasMessageContaining("dataDir is missing")
                .hasMessageContaining("Add dataDir=");
    }

    @Test
    void an_address_without_a_port_stops_the_start() {
        assertThatThrownBy(() -> files.load("dataDir=" + folder, "clientPortAddress=127.0.0.1"))
                .hasMessageContaining("no clientPort");
    }
}
