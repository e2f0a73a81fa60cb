package io.corral.raft.transport;

import io.corral.raft.transport.proto.Wire.Frame;
import io.corral.raft.transport.proto.Wire.Hello;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** Node 2 as a test plays it by hand: a socket that says hello to node 1 of group "c", and otherwise what the test wants. */
final class RawPeer {
    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(20).toMillis();

    private RawPeer() {}

    /** A port of the loopback interface that nobody listens on. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A port of the loopback interface as an address. */
    static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Calls node 1, introduces itself and waits for the answer. */
    static Socket greet(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        sayHello(socket);
        hear(socket);
        return socket;
    }

    /** Takes the greeting of node 1, which has called, and answers it. */
    static Socket answer(Socket accepted) throws IOException {
        hear(accepted);
        sayHello(accepted);
        return accepted;
    }

    private static void hear(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        in.skipNBytes(in.readInt());
    }

    private static void sayHello(Socket socket) throws IOException {
        byte[] hello = Frame.newBuilder()
                .setHello(Hello.newBuilder()
                        .setVersion(1)
                        .setCluster("c")
                        .setNode(2)
                        .setPeer(1))
                .build()
                .toByteArray();
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeInt(hello.length);
        out.write(hello);
        out.flush();
    }
}
