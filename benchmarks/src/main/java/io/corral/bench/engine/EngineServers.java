package io.corral.bench.engine;

import io.corral.bench.server.Ensemble;
import io.corral.bench.server.FreePorts;
import io.corral.bench.server.JavaCommand;
import io.corral.bench.server.Logging;
import io.corral.bench.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Nodes of one engine behind their front ends. */
final class EngineServers {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    private EngineServers() {}

    /** Starts nodes on empty data below the directory and returns when all answer and one leads. */
    static Ensemble start(EngineContestant contestant, int size, JavaCommand java, Path directory) throws IOException {
        List<Integer> ports = FreePorts.find(2 * size);
        List<String> peers = new ArrayList<>();
        for (int id = 1; id <= size; id++) {
            peers.add(id + "=127.0.0.1:" + ports.get(size + id - 1));
        }
        List<ServerProcess> processes = new ArrayList<>();
        for (int id = 1; id <= size; id++) {
            Path home = Files.createDirectories(directory.resolve("node-" + id));
            Path logging = Files.writeString(home.resolve("logback.xml"), Logging.LOGBACK);
            int port = ports.get(id - 1);
            List<String> command = java.running(
                    contestant.mainClass(),
                    logging,
                    Integer.toString(id),
                    home.toString(),
                    Integer.toString(port),
                    String.join(",", peers));
            processes.add(new ServerProcess(command, home.resolve("server.log"), port));
        }
        Ensemble ensemble =
                Ensemble.start(directory, processes, port -> NodeState.ask(port).isPresent());
        leader(ensemble);
        return ensemble;
    }

    /**
     * The node that leads, waited for.
     *
     * @throws IllegalStateException when none does within half a minute
     */
    static ServerProcess leader(Ensemble ensemble) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - giveUp < 0) {
            for (ServerProcess server : ensemble.servers()) {
                Optional<NodeState> state = NodeState.ask(server.port());
                if (state.isPresent() && state.get().leads()) {
                    return server;
                }
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        throw new IllegalStateException("no node came to lead");
    }
}
