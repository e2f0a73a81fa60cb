package io.corral.it.scripts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Answers every four letter word with the same text, so that scripts have something to ask. */
final class FourLetterServer implements AutoCloseable {

    private static final int BACKLOG = 10;

    private final ServerSocket socket;

    /** A server in plain text. */
    FourLetterServer(String answer) throws IOException {
        this(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), answer);
    }

    private FourLetterServer(ServerSocket socket, String answer) {
        this.socket = socket;
        Thread thread = new Thread(() -> serve(answer), "four-letter-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** A server that asks its callers for a certificate. */
    static FourLetterServer withTls(SSLContext context, String answer) throws IOException {
        SSLServerSocket socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(true);
        return new FourLetterServer(socket, answer);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve(String answer) {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.getInputStream().readNBytes(4);
                client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closedOrTurnedAway) {
                continue;
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
