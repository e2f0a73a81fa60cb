package io.corral.it.ensemble;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks a server one of ZooKeeper's four letter words on its client port. */
public final class FourLetterWord {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private FourLetterWord() {}

    /** The answer of the server on the given loopback port; empty when there is nobody, or no answer within 20 seconds. */
    public static String ask(int clientPort, String word) {
        return ask(clientPort, word, PATIENCE);
    }

    /** The same with another patience, for servers that may stand still. */
    static String ask(int clientPort, String word, Duration patience) {
        int millis = (int) patience.toMillis();
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(millis);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), clientPort), millis);
            socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException nobodyAnswers) {
            return "";
        }
    }
}
