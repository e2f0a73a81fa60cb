package io.corral.bench.load;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that writes to one server without end, and tells when it succeeds. When its connection breaks it comes back at once with
 * the session it had, again and again, without the pauses that ZooKeeper's own client makes: it is to notice a server that serves
 * as early as any client could.
 */
public final class WriteProbe implements Runnable {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int CONNECT_MILLIS = 1_000;
    private static final int ANSWER_MILLIS = 60_000;
    private static final int HANDSHAKE_MILLIS = 1_000;
    private static final int ERROR_OFFSET = 12;
    private static final long RETRY_NANOS = Duration.ofMillis(2).toNanos();

    private final int port;
    private final int key;
    private final int inFlight;
    private final Duration rest;
    private final Listener listener;
    private final ByteBuffer out = ByteBuffer.allocate(BUFFER_BYTES);
    private final Requests requests;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private long sessionId;
    private byte[] password = new byte[0];
    private int lastXid;

    /** Told about writes that succeeded, on the probe's thread. */
    @FunctionalInterface
    public interface Listener {
        /** Some writes have just been answered. */
        void written(int writes);
    }

    /**
     * Describes a probe; running it starts it.
     *
     * @param port the server's
     * @param key the node it writes, of the data set
     * @param inFlight writes sent at once
     * @param rest how long it waits between answers and the next writes
     * @param data what the servers hold
     * @param listener told about successes
     */
    public WriteProbe(int port, int key, int inFlight, Duration rest, DataSet data, Listener listener) {
        this.port = port;
        this.key = key % data.keys();
        this.inFlight = inFlight;
        this.rest = rest;
        this.listener = listener;
        this.requests = new Requests(out, data, DataSet.ROOT);
    }

    /** Lets the probe end soon. Any thread. */
    public void stop() {
        stopped.set(true);
    }

    @Override
    public void run() {
        while (!stopped.get()) {
            try (Socket socket = new Socket()) {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
                DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
                attach(socket, in);
                while (!stopped.get()) {
                    write(socket.getOutputStream(), in);
                    LockSupport.parkNanos(rest.toNanos());
                }
            } catch (IOException broken) {
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    private void attach(Socket socket, DataInputStream in) throws IOException {
        if (sessionId == 0) {
            requests.connect();
        } else {
            requests.connect(sessionId, password);
        }
        send(socket.getOutputStream());
        socket.setSoTimeout(HANDSHAKE_MILLIS);
        ByteBuffer answer = frame(in);
        answer.getInt();
        int timeoutMillis = answer.getInt();
        if (timeoutMillis <= 0) {
            sessionId = 0;
            throw new IOException("the session is gone");
        }
        sessionId = answer.getLong();
        password = new byte[answer.getInt()];
        answer.get(password);
        socket.setSoTimeout(ANSWER_MILLIS);
    }

    private void write(OutputStream toServer, DataInputStream in) throws IOException {
        for (int i = 0; i < inFlight; i++) {
            requests.set(++lastXid, key);
        }
        send(toServer);
        for (int i = 0; i < inFlight; i++) {
            int error = frame(in).getInt(ERROR_OFFSET);
            if (error != 0) {
                throw new IOException("a write was answered with error " + error);
            }
            listener.written(1);
        }
    }

    private void send(OutputStream toServer) throws IOException {
        toServer.write(out.array(), 0, out.position());
        out.clear();
    }

    private static ByteBuffer frame(DataInputStream in) throws IOException {
        byte[] frame = new byte[in.readInt()];
        in.readFully(frame);
        return ByteBuffer.wrap(frame);
    }
}
