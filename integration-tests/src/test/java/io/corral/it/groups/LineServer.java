package io.corral.it.groups;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Answers lines with lines, each connection on a thread of its own. */
final class LineServer {
    static final String THREAD_NAME = "line-server";

    private LineServer() {}

    /** Accepts connections on a loopback port, and does not return. */
    static void serve(int port, UnaryOperator<String> answers) throws IOException {
        try (ServerSocket server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
            while (true) {
                Socket client = server.accept();
                Thread thread = new Thread(() -> talk(client, answers), THREAD_NAME);
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private static void talk(Socket client, UnaryOperator<String> answers) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                Writer out =
                        new BufferedWriter(new OutputStreamWriter(client.getOutputStream(), StandardCharsets.UTF_8))) {
            client.setTcpNoDelay(true);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.write(answers.apply(line) + "\n");
                out.flush();
            }
        } catch (IOException gone) {
            // The client has left.
        }
    }
}
