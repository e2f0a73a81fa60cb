package io.corral.it.oracle;

import java.net.InetSocketAddress;
import java.util.List;

/** Servers under test that form one service: started, empty, ready for clients. */
public interface Subject extends AutoCloseable {
    /** Name for messages. */
    String name();

    /** The client address of each server, at least one. */
    List<InetSocketAddress> servers();

    /** The first server's client address. */
    default InetSocketAddress server() {
        return servers().get(0);
    }

    /** Stops the servers and deletes what they stored. */
    @Override
    void close();

    @Override
    String toString();
}
