package io.corral.bench.front;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a node's process is started with.
 *
 * @param id this node, from 1
 * @param directory for everything it writes
 * @param frontPort where commands come in
 * @param peers where each node is reached by the others, this one included, in order of id
 */
public record NodeArguments(int id, Path directory, int frontPort, Map<Integer, InetSocketAddress> peers) {
    private static final int COUNT = 4;

    /** Reads the arguments of a main method: id, directory, port, and {@code 1=host:port,2=host:port,...}. */
    public static NodeArguments parse(String[] arguments) {
        if (arguments.length != COUNT) {
            throw new IllegalArgumentException("usage: ID DIRECTORY FRONT_PORT ID=HOST:PORT,...");
        }
        Map<Integer, InetSocketAddress> peers = new TreeMap<>();
        for (String peer : arguments[3].split(",", -1)) {
            int equals = peer.indexOf('=');
            int colon = peer.lastIndexOf(':');
            peers.put(
                    Integer.valueOf(peer.substring(0, equals)),
                    new InetSocketAddress(
                            peer.substring(equals + 1, colon), Integer.parseInt(peer.substring(colon + 1))));
        }
        return new NodeArguments(
                Integer.parseInt(arguments[0]), Path.of(arguments[1]), Integer.parseInt(arguments[2]), peers);
    }

    /** Where this node is reached by the others. */
    public InetSocketAddress ownAddress() {
        return Objects.requireNonNull(peers.get(id), "this node is not among its peers");
    }
}
