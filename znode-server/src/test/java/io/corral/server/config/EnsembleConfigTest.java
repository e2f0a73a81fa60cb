package io.corral.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.tree.ensemble.EnsembleMember;
import io.corral.tree.ensemble.MemberRole;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnsembleConfigTest {

    @TempDir
    Path folder;

    private ConfigFolder files;

    @BeforeEach
    void openFolder() {
        files = new ConfigFolder(folder);
    }

    @Test
    void server_lines_and_myid_make_a_member_of_an_ensemble() throws ConfigException {
        LoadedConfig loaded = files.loadEnsemble();

        EnsembleConfig ensemble = loaded.config().ensemble();
        assertThat(loaded.warnings()).isEmpty();
        assertThat(ensemble.standalone()).isFalse();
        assertThat(ensemble.serverId()).isEqualTo(1);
        assertThat(ensemble.self())
                .contains(new EnsembleMember(1, "10.0.0.1", 2888, 3888, MemberRole.PARTICIPANT, Optional.empty()));
        assertThat(ensemble.voters()).extracting(EnsembleMember::id).containsExactly(1L, 2L, 3L);
        assertThat(loaded.config().timing().initLimitTicks()).isEqualTo(10);
        assertThat(loaded.config().timing().syncLimitTicks()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "host:1:2 > server.7=host:1:2:participant",
                "host:1:2:OBSERVER > server.7=host:1:2:observer",
                "host:1:2;2181 > server.7=host:1:2:participant;0.0.0.0:2181",
                "host:1:2:participant;10.0.0.9:2181 > server.7=host:1:2:participant;10.0.0.9:2181",
                "[2001:db8::1]:1:2;[::1]:2181 > server.7=[2001:db8::1]:1:2:participant;[::1]:2181",
            })
    void every_form_of_a_server_line_is_read_and_written_as_zookeeper_does(String value, String text)
            throws ConfigException {
        assertThat(ServerLine.parse(new Setting("zoo.cfg", "server.7", value)).text())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "host:1 > It is not host:peerPort:electionPort",
                "host:1:1 > the same",
                "host:x:2 > 'x' is not a port",
                "host:70000:2 > '70000' is not a port",
                "host:1:2:boss > 'boss' is not a role",
                "[::1:1:2 > not closed by a bracket",
                "host:1:2;2181;2182 > more than one semicolon",
                "host:1:2;a:b:c > What follows the semicolon",
                "a:1:2|b:1:2 > Several addresses",
            })
    void a_bad_server_line_is_shown_with_what_is_wrong(String value, String problem) {
        assertThatThrownBy(() -> ServerLine.parse(new Setting("zoo.cfg", "server.7", value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("server.7=" + value)
                .hasMessageContaining(problem)
                .hasMessageContaining("Fix:");
    }

    @Test
    void the_client_port_of_the_own_server_line_serves() throws ConfigException {
        files.write("myid", "2");
        LoadedConfig loaded = files.load(
                "dataDir=" + folder,
                "initLimit=10",
                "syncLimit=5",
                "server.1=127.0.0.1:1:2;2191",
                "server.2=127.0.0.1:3:4;127.0.0.1:2192",
                "server.3=127.0.0.1:5:6;2193");

        assertThat(loaded.config().clients().address()).contains(new InetSocketAddress("127.0.0.1", 2192));
    }

    @Test
    void a_client_port_that_disagrees_with_the_own_server_line_stops_the_start() {
        files.write("myid", "1");
        assertThatThrownBy(() -> files.load(
                        "dataDir=" + folder,
                        "clientPort=2181",
                        "initLimit=10",
                        "syncLimit=5",
                        "server.1=127.0.0.1:1:2;2191",
                        "server.2=127.0.0.1:3:4"))
                .hasMessageContaining("clientPort=2181")
                .hasMessageContaining("2191");
    }

    @Test
    void a_missing_myid_is_explained_with_the_command_that_writes_it() {
        assertThatThrownBy(() -> files.load(
                        "dataDir=" + folder, "initLimit=10", "syncLimit=5", "server.1=a:1:2", "server.2=b:1:2"))
                .hasMessageContaining(folder.resolve("myid").toString())
                .hasMessageContaining("There is no myid file")
                .hasMessageContaining("echo 1 > " + folder.resolve("myid"));
    }

    @ParameterizedTest
    @CsvSource({"x,'x' is not a number", "9,There is no line server.9"})
    void a_bad_myid_is_explained(String content, String problem) {
        assertThatThrownBy(() -> {
                    files.write("myid", content);
                    files.load("dataDir=" + folder, "initLimit=1", "syncLimit=1", "server.1=a:1:2", "server.2=b:1:2");
                })
                .hasMessageContaining(problem)
                .hasMessageContaining("one of 1, 2");
    }

    @Test
    void an_ensemble_needs_its_limits() {
        files.write("myid", "1");
        assertThatThrownBy(() -> files.load("dataDir=" + folder, "server.1=a:1:2", "server.2=b:1:2"))
                .hasMessageContaining("initLimit is missing")
                .hasMessageContaining("Add initLimit=10");
    }

    @Test
    void a_single_server_line_runs_standalone_with_a_warning() throws ConfigException {
        LoadedConfig loaded = files.load("dataDir=" + folder, "server.1=127.0.0.1:1:2;2181");

        assertThat(loaded.config().ensemble().standalone()).isTrue();
        assertThat(loaded.config().clients().port()).isEqualTo(2181);
        assertThat(loaded.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.reason()).contains("standalone"));
    }

    @Test
    void a_single_server_line_can_be_an_ensemble_of_one() throws ConfigException {
        files.write("myid", "5");
        LoadedConfig loaded = files.load(
                "dataDir=" + folder, "initLimit=1", "syncLimit=1", "standaloneEnabled=false", "server.5=127.0.0.1:1:2");

        assertThat(loaded.config().ensemble().serverId()).isEqualTo(5);
    }

    @Test
    void members_may_stand_in_a_dynamic_file() throws ConfigException {
        files.write("myid", "2");
        files.write("zoo.cfg.dynamic", "server.1=a:1:2;2181", "server.2=127.0.0.1:1:2;2182", "server.3=c:1:2");
        LoadedConfig loaded =
                files.load("dataDir=" + folder, "initLimit=1", "syncLimit=1", dynamicFile("zoo.cfg.dynamic"));

        assertThat(loaded.config().ensemble().members()).hasSize(3);
        assertThat(loaded.config().clients().port()).isEqualTo(2182);
    }

    private String dynamicFile(String name) {
        return "dynamicConfigFile=" + folder.resolve(name);
    }

    @Test
    void a_relative_dynamic_file_is_looked_for_where_the_server_was_started() {
        files.write("zoo.cfg.dynamic", "server.1=a:1:2;2181", "server.2=127.0.0.1:1:2;2182");

        assertThatThrownBy(() -> files.loadStandalone("dynamicConfigFile=zoo.cfg.dynamic"))
                .hasMessageContaining(
                        Path.of("zoo.cfg.dynamic").toAbsolutePath().toString());
    }

    @Test
    void members_in_two_places_stop_the_start() {
        assertThatThrownBy(() -> files.loadEnsemble("dynamicConfigFile=zoo.cfg.dynamic"))
                .hasMessageContaining("one place only");
    }

    @Test
    void an_observer_has_no_vote() throws ConfigException {
        LoadedConfig participant = files.loadEnsemble("server.4=10.0.0.4:2888:3888:observer");

        assertThat(participant.config().ensemble().members()).hasSize(4);
        assertThat(participant.config().ensemble().voters()).hasSize(3);
        assertThat(participant.warnings()).isEmpty();

        files.write("myid", "4");
        LoadedConfig observer = files.load(
                "dataDir=" + folder,
                "initLimit=1",
                "syncLimit=1",
                "server.1=a:1:2",
                "server.2=b:1:2",
                "server.4=d:1:2:observer");
        assertThat(observer.config().ensemble().self().orElseThrow().votes()).isFalse();
    }

    @Test
    void the_end_of_the_name_of_a_dynamic_file_is_the_version_of_the_members() throws ConfigException {
        files.write("myid", "2");
        files.write("zoo.cfg.dynamic.1f", "server.1=a:1:2;2181", "server.2=127.0.0.1:1:2;2182");
        LoadedConfig loaded =
                files.load("dataDir=" + folder, "initLimit=1", "syncLimit=1", dynamicFile("zoo.cfg.dynamic.1f"));

        assertThat(loaded.config().ensemble().changes().version()).isEqualTo(0x1f);
        assertThat(loaded.config().ensemble().changes().haveHadAChance()).isTrue();
    }

    @Test
    void quorums_other_than_majorities_stop_the_start() throws ConfigException {
        assertThatThrownBy(() -> files.loadEnsemble("group.1=1:2:3")).hasMessageContaining("majority");
        assertThatThrownBy(() -> files.loadEnsemble("weight.1=2")).hasMessageContaining("one vote");
        assertThat(files.loadEnsemble("weight.1=1").warnings()).isEmpty();
    }

    @Test
    void one_participant_with_observers_stops_the_start() {
        assertThatThrownBy(() -> files.loadStandalone(
                        "initLimit=10",
                        "syncLimit=5",
                        "server.1=10.0.0.1:2888:3888",
                        "server.2=10.0.0.2:2888:3888:observer"))
                .hasMessageContaining("observers but only one participant");
    }

    @Test
    void two_members_on_one_port_stop_the_start() {
        assertThatThrownBy(() -> files.loadEnsemble("server.4=10.0.0.3:2888:3889"))
                .hasMessageContaining("same host and peer port");
    }
}
