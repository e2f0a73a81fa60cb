package io.corral.bench.engine;

import io.corral.bench.front.Protocol;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;

/**
 * How a node says it stands.
 *
 * @param leads whether it leads
 * @param applied commands it has executed
 */
record NodeState(boolean leads, long applied) {
    private static final int ANSWER_MILLIS = 1_000;

    /** Asks the front end at this port; empty when it does not answer. */
    static Optional<NodeState> ask(int port) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(Protocol.REQUEST_HEADER_BYTES);
            out.writeLong(0);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            in.readInt();
            in.readLong();
            return Optional.of(new NodeState(in.readInt() == Protocol.EXECUTED, in.readLong()));
        } catch (IOException silent) {
            return Optional.empty();
        }
    }
}
