package io.corral.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.server.DataTree;
import org.apache.zookeeper.server.persistence.FileSnap;

/** Fetches and brings copies of the state by the admin commands of either program, and makes large ones. */
final class Copies {
    /** How many children a folder of a large copy has. */
    static final int CHILDREN = 1000;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Copies() {}

    /** Sends what {@code snapshot} gives into a file. */
    static HttpResponse<Path> fetch(ServerProcess server, Path file) throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        HttpRequest request = command(server, "snapshot").build();
        HttpResponse<Path> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofFile(file));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    /** What {@code restore} answers to a file. */
    static String bring(ServerProcess server, Path copy) throws IOException, InterruptedException {
        HttpRequest request = command(server, "restore")
                .POST(HttpRequest.BodyPublishers.ofFile(copy))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static HttpRequest.Builder command(ServerProcess server, String name) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.adminPort() + "/commands/" + name))
                .header("Authorization", "digest anybody:at-all");
    }

    /** A snapshot that ZooKeeper writes, with so many folders {@code /large-…} of so many nodes with data of this length. */
    static Path large(Path folder, int folders, int bytes) throws Exception {
        DataTree tree = new DataTree();
        long zxid = 0x1000;
        for (int i = 0; i < folders; i++) {
            tree.createNode("/large-" + i, null, Ids.OPEN_ACL_UNSAFE, 0, 1, zxid++, 1234);
            for (int child = 0; child < CHILDREN; child++) {
                byte[] data = new byte[bytes];
                data[0] = (byte) child;
                tree.createNode("/large-" + i + "/" + child, data, Ids.OPEN_ACL_UNSAFE, 0, 1, zxid++, 1234);
            }
        }
        tree.lastProcessedZxid = zxid;
        Path file = Files.createDirectories(folder).resolve("snapshot." + Long.toHexString(zxid));
        new FileSnap(folder.toFile()).serialize(tree, new HashMap<>(Map.of()), file.toFile(), false);
        return file;
    }
}
