package io.corral.it.clients;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleExtension;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.programs.InstalledPrograms;
import io.corral.it.programs.Program;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The scripts do the asserting; they stop once and let the leader be killed. */
@DisplayName("Kazoo, the client for Python,")
@Tag("slow")
class KazooTest {
    private static final String CHECKPOINT = "checkpoint: ";

    @RegisterExtension
    static final EnsembleExtension THREE_SERVERS = EnsembleExtension.ofServers(3);

    @TempDir
    Path directory;

    @Test
    @DisplayName("finds every call answered as it expects, and keeps its session when its server is killed")
    void findsEveryCallAnswered() throws Exception {
        playWhileTheLeaderDies("session.py");
    }

    @Test
    @DisplayName("has its recipes go on when the leader is killed")
    void hasItsRecipesGoOn() throws Exception {
        playWhileTheLeaderDies("recipes.py");
    }

    private void playWhileTheLeaderDies(String script) throws Exception {
        Ensemble ensemble = THREE_SERVERS.ensemble();
        ServerProcess leader = ensemble.leader();
        List<String> command = List.of(
                InstalledPrograms.pythonWithKazoo(),
                "-u",
                scripts().resolve(script).toString(),
                withFirst(leader, ensemble));
        try (Program python = Program.start(script, directory, command, Map.of("PYTHONDONTWRITEBYTECODE", "1"))) {
            python.awaitLine("arrived where the leader dies", line -> line.startsWith(CHECKPOINT));
            leader.kill();
            ensemble.leader();
            python.say("go on");
            python.awaitSuccess();
        }
    }

    /** The connect string that starts with the given server. */
    private static String withFirst(ServerProcess first, Ensemble ensemble) {
        return Stream.concat(Stream.of(first), ensemble.servers().stream().filter(server -> server != first))
                .map(ServerProcess::connectString)
                .collect(Collectors.joining(","));
    }

    private static Path scripts() throws URISyntaxException {
        URL script = Objects.requireNonNull(KazooTest.class.getResource("/clients/stage.py"), "stage.py");
        return Path.of(script.toURI()).getParent();
    }
}
