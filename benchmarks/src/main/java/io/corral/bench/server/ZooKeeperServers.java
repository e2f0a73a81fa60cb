package io.corral.bench.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;

/** Ensembles that ZooKeeper's clients talk to. */
public final class ZooKeeperServers {
    private static final int ANSWER_MILLIS = 1_000;
    private static final int SESSION_TIMEOUT_MILLIS = 30_000;

    private ZooKeeperServers() {}

    /** Starts servers on empty data below the directory and returns when all of them serve. */
    public static Ensemble start(Contestant contestant, int size, JavaCommand java, Path directory) throws IOException {
        List<ServerProcess> processes = ServerFiles.write(size, directory).stream()
                .map(files -> new ServerProcess(
                        java.running(
                                contestant.mainClass(),
                                files.logging(),
                                files.configuration().toString()),
                        files.log(),
                        files.clientPort()))
                .toList();
        return Ensemble.start(directory, processes, port -> ask(port).contains("Mode: "));
    }

    /** A client that is connected to one of them. */
    public static ZooKeeper connect(Ensemble ensemble) throws IOException, InterruptedException {
        String connectString =
                ensemble.ports().stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper client = new ZooKeeper(connectString, SESSION_TIMEOUT_MILLIS, event -> {
            if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
            }
        });
        if (!connected.await(SESSION_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
            client.close();
            throw new IOException("no connection to " + connectString);
        }
        return client;
    }

    /** Whether the server at this port says that it leads. */
    public static boolean leads(int port) {
        return ask(port).contains("Mode: leader");
    }

    private static String ask(int port) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS);
            socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException silent) {
            return "";
        }
    }
}
