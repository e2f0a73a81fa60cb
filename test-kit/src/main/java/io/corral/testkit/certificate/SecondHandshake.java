package io.corral.testkit.certificate;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;

/** Asks for more than one handshake on a connection, which TLS 1.2 has a way for. */
public final class SecondHandshake {
    private SecondHandshake() {}

    /**
     * Begins a second handshake, and waits until the other side ends the connection.
     *
     * @param socket new, not to speak TLS 1.3, and with a timeout for reads
     * @return whether the second one came to its end before that
     * @throws IOException when not even the first one does
     */
    public static boolean isTaken(SSLSocket socket) throws IOException {
        socket.startHandshake();
        AtomicInteger more = new AtomicInteger();
        socket.addHandshakeCompletedListener(event -> more.incrementAndGet());
        try {
            socket.startHandshake();
            var unused = socket.getInputStream().readAllBytes();
        } catch (IOException ended) {
            // As good as the end of the stream: it is over.
            return more.get() > 0;
        }
        return more.get() > 0;
    }
}
