package io.corral.it.oracle;

import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.Requests;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Corral as it is shipped: one process for each server, started with a zoo.cfg. */
public final class CorralSubject implements Subject {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int STOP_SECONDS = 10;

    private final ServerFolder folder;
    private final List<Process> processes;
    private final List<InetSocketAddress> servers;

    private CorralSubject(ServerFolder folder, List<Process> processes, List<InetSocketAddress> servers) {
        this.folder = folder;
        this.processes = processes;
        this.servers = servers;
    }

    /** Starts {@code count} empty servers: one alone, or an ensemble of three and more. */
    public static CorralSubject start(int count, SubjectSettings settings) throws IOException {
        ServerFolder folder = ServerFolder.create("corral-subject");
        List<Integer> ports = freePorts(3 * count);
        List<InetSocketAddress> servers = new ArrayList<>();
        List<Process> processes = new ArrayList<>();
        CorralSubject subject = new CorralSubject(folder, processes, servers);
        try {
            for (int id = 1; id <= count; id++) {
                int clientPort = ports.get(3 * (id - 1));
                Path home = folder.subfolder("server-" + id);
                Files.writeString(home.resolve("myid"), id + "\n");
                Path configuration = home.resolve("zoo.cfg");
                Files.writeString(configuration, configuration(home, count, clientPort, ports, settings));
                processes.add(launch(home, configuration));
                servers.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), clientPort));
            }
            subject.awaitService();
        } catch (IOException | RuntimeException e) {
            subject.close();
            throw e;
        }
        return subject;
    }

    private static String configuration(
            Path home, int count, int clientPort, List<Integer> ports, SubjectSettings settings) {
        StringBuilder text = new StringBuilder()
                .append("tickTime=" + SubjectSettings.TICK_MILLIS + "\n")
                .append("initLimit=10\nsyncLimit=5\n")
                .append("dataDir=" + home + "\n")
                .append("clientPortAddress=127.0.0.1\n")
                .append("clientPort=" + clientPort + "\n")
                .append("maxClientCnxns=" + settings.maxClientCnxns() + "\n")
                .append("maxSessionTimeout=" + SubjectSettings.LONGEST_SESSION_MILLIS + "\n")
                .append("nio.sessionlessCnxnTimeout=" + settings.sessionlessTimeoutMillis() + "\n")
                .append("4lw.commands.whitelist=*\n")
                .append("admin.enableServer=false\n");
        for (int id = 1; id <= count && count > 1; id++) {
            int peerPort = ports.get(3 * (id - 1) + 1);
            int electionPort = ports.get(3 * (id - 1) + 2);
            text.append("server." + id + "=127.0.0.1:" + peerPort + ":" + electionPort + "\n");
        }
        return text.toString();
    }

    private static Process launch(Path home, Path configuration) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path arguments = home.resolve("java.args");
        Files.writeString(arguments, "-cp\n\"" + classPath.replace("\\", "\\\\") + "\"\n");
        File log = home.resolve("server.log").toFile();
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "@" + arguments,
                        "io.corral.Main",
                        configuration.toString())
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    /** Waits until every server grants and closes a session. */
    private void awaitService() {
        for (InetSocketAddress server : servers) {
            Awaitility.await(name() + " at " + server)
                    .atMost(START_LIMIT)
                    .pollInterval(Duration.ofMillis(50))
                    .failFast("a server process ended: " + folder.path(), () -> !allAlive())
                    .until(() -> grantsSession(server));
        }
    }

    private boolean allAlive() {
        return processes.stream().allMatch(Process::isAlive);
    }

    private static boolean grantsSession(InetSocketAddress server) {
        try (RawClient client = RawClient.connect(server, Handshake.newSession(10_000))) {
            return client.handshake().session() != null && client.askForReply(Requests.closeSession()) != null;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    @Override
    public String name() {
        return processes.size() == 1 ? "Corral" : "Corral of " + processes.size();
    }

    @Override
    public List<InetSocketAddress> servers() {
        return List.copyOf(servers);
    }

    @Override
    public void close() {
        boolean healthy = allAlive();
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            try {
                if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        if (healthy) {
            folder.close();
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
