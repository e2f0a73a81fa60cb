package io.corral.it.ensemble;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Loopback ports kept from others until {@link #close()}, which is to be called just before the servers bind them.
 *
 * <p>They lie below the range from which Linux takes the local ports of outgoing connections. Otherwise, while a server is
 * down, a client's own socket could take its port, or a client that tries to reconnect could even connect to itself.
 */
public final class ReservedPorts implements AutoCloseable {
    private static final int LOWEST = 10_000;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 1_000;

    private final List<ServerSocket> sockets = new ArrayList<>();

    private ReservedPorts() {}

    /** As many as asked for. */
    public static ReservedPorts reserve(int count) throws IOException {
        ReservedPorts reserved = new ReservedPorts();
        for (int attempt = 0; attempt < ATTEMPTS && reserved.sockets.size() < count; attempt++) {
            reserved.tryOne(ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST));
        }
        if (reserved.sockets.size() < count) {
            reserved.close();
            throw new IOException("no " + count + " free ports between " + LOWEST + " and " + HIGHEST);
        }
        return reserved;
    }

    private void tryOne(int port) {
        try {
            sockets.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (IOException taken) {
            // Somebody has it: the caller tries another.
        }
    }

    /** One of them, by its position from 0. */
    public int port(int position) {
        return sockets.get(position).getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket socket : sockets) {
            socket.close();
        }
    }
}
