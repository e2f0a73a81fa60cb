package io.corral.it.ensemble;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks a server one of ZooKeeper's four letter words on its client port. */
public final class FourLetterWord {
    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(2).toMillis();

    private FourLetterWord() {}

    /** The answer of the server on the given loopback port; empty when there is none within two seconds. */
    public static String ask(int clientPort, String word) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), clientPort), PATIENCE_MILLIS);
            socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException nobodyAnswers) {
            return "";
        }
    }
}
