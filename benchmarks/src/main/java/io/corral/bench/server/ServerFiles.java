package io.corral.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one server reads and writes: configuration, data and log under a directory of its own.
 *
 * @param directory holds them all
 * @param clientPort where clients connect
 */
record ServerFiles(Path directory, int clientPort) {
    private static final int PORTS_PER_SERVER = 4;

    Path configuration() {
        return directory.resolve("zoo.cfg");
    }

    Path logging() {
        return directory.resolve("logback.xml");
    }

    Path log() {
        return directory.resolve("server.log");
    }

    /** Writes the files of an ensemble whose servers know one another; every setting not named here keeps its default. */
    static List<ServerFiles> write(int size, Path directory) throws IOException {
        List<Integer> ports = FreePorts.find(size * PORTS_PER_SERVER);
        List<String> members = new ArrayList<>();
        for (int id = 1; id <= size; id++) {
            int first = (id - 1) * PORTS_PER_SERVER;
            members.add("server." + id + "=127.0.0.1:" + ports.get(first + 1) + ":" + ports.get(first + 2));
        }
        List<ServerFiles> servers = new ArrayList<>();
        for (int id = 1; id <= size; id++) {
            int first = (id - 1) * PORTS_PER_SERVER;
            Path home = directory.resolve("server-" + id);
            Path data = Files.createDirectories(home.resolve("data"));
            ServerFiles server = new ServerFiles(home, ports.get(first));
            List<String> lines = new ArrayList<>(members);
            lines.add("dataDir=" + data);
            lines.add("clientPort=" + server.clientPort());
            lines.add("clientPortAddress=127.0.0.1");
            lines.add("tickTime=2000");
            lines.add("initLimit=10");
            lines.add("syncLimit=5");
            lines.add("maxClientCnxns=0");
            lines.add("admin.enableServer=false");
            lines.add("admin.serverPort=" + ports.get(first + 3));
            Files.write(server.configuration(), lines);
            Files.writeString(data.resolve("myid"), id + "\n");
            Files.writeString(server.logging(), Logging.LOGBACK);
            servers.add(server);
        }
        return servers;
    }
}
