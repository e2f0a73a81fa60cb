package io.corral.it.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ReservedPorts;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.ensemble.ServerProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("bin/zkCli.sh says of the members of a Corral server what it says of those of a ZooKeeper server:")
@Tag("slow")
class MemberCommandsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PORTS = 6;

    @TempDir
    Path folder;

    @Test
    @DisplayName("reconfig with -add, -remove, -members, -file and -v, config with -c, -s and -w, and their errors")
    void sameText() throws Exception {
        Path script = UnpackedArchive.into(folder).script("zkCli.sh");
        String zooKeepers = session(ServerProgram.ZOOKEEPER, script);
        String corrals = session(ServerProgram.CORRAL, script);
        assertThat(zooKeepers).contains("Committed new configuration:", "server.2=127.0.0.1:P:P:observer");
        assertThat(corrals).isEqualTo(zooKeepers);
    }

    private String session(ServerProgram program, Path script) throws Exception {
        Path directory = folder.resolve(program.toString());
        EnsembleSpec spec = EnsembleSpec.of(program, 1, directory)
                .with("standaloneEnabled", "false")
                .with("reconfigEnabled", "true")
                .with("skipACL", "yes");
        List<Integer> ports;
        try (ReservedPorts reserved = ReservedPorts.reserve(PORTS)) {
            ports = IntStream.range(0, PORTS).mapToObj(reserved::port).toList();
        }
        String first = line(1, "participant", ports.subList(0, 3));
        String second = line(2, "observer", ports.subList(3, PORTS));
        List<String> configuration = spec.settings().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(java.util.stream.Collectors.toList());
        configuration.add(first);
        ServerProcess server = ServerProcess.of(spec, 1, directory, ports.get(2), configuration);
        server.start();
        try {
            await(program + " serves")
                    .atMost(PATIENCE)
                    .until(() -> server.mode().serves());
            ScriptRun run = ScriptRun.of(script, "-server", "127.0.0.1:" + ports.get(2))
                    .saying(commands(first, second))
                    .in(folder);
            return normalized(run.out() + run.err());
        } finally {
            server.kill();
        }
    }

    private String commands(String first, String second) throws IOException {
        Path file = Files.writeString(folder.resolve("members"), first + "\n");
        return String.join(
                "\n",
                "reconfig -add " + second,
                "config -s",
                "reconfig -add nonsense",
                "reconfig -remove 1",
                "reconfig -v 77 -remove 2",
                "reconfig -remove 2",
                "reconfig -members " + first + "," + second,
                "reconfig -file " + file,
                "reconfig -file " + file + "-missing",
                "reconfig -add " + second + " -members " + first,
                "config -c",
                "config",
                "config -w",
                "quit",
                "");
    }

    private static String line(int id, String role, List<Integer> ports) {
        return "server." + id + "=127.0.0.1:" + ports.get(0) + ":" + ports.get(1) + ":" + role + ";127.0.0.1:"
                + ports.get(2);
    }

    /** Without what is each server's own, what the client prints at its own time, and its prompt. */
    private String normalized(String output) {
        return output.replaceAll("\\[zk: [^\\]]*\\] ?", "\n")
                .replaceAll(
                        "(?m)^(\\d{4}-\\d\\d-\\d\\d |WATCHER::|WatchedEvent|Connecting to|Welcome|JLine|.*org\\.apache).*$",
                        "")
                .replaceAll(":\\d{4,5}", ":P")
                .replaceAll("0x[0-9a-f]+", "ZXID")
                .replaceAll("version=[0-9a-f]+", "version=V")
                .replaceAll("(?m)^[0-9a-f]+ 127", "V 127")
                .replaceAll("(?m)^(.time|dataLength) = .*$", "$1 = N")
                .replaceAll("(?m)^\\s+", "")
                .replaceAll("\\s+\n", "\n")
                .strip();
    }
}
