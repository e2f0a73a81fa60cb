package io.corral.bench.load;

import java.io.IOException;
import java.nio.channels.Selector;

/** One connection to a server with its requests in flight. Belongs to one thread. */
interface LoadConnection extends AutoCloseable {

    /** Becomes part of a selector, attached to its own key, interested in reading. */
    void register(Selector selector) throws IOException;

    /** Sends as many requests as may be in flight; returns false while the socket takes no more. */
    boolean send() throws IOException;

    /** Writes what is buffered; returns false while the socket takes no more. */
    boolean flush() throws IOException;

    /** Reads and counts the answers that are there. */
    void receive(Answers answers) throws IOException;

    /** Whether nothing is in flight. */
    boolean everythingAnswered();

    @Override
    void close() throws IOException;
}
