package io.corral.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.SplittableRandom;

/** One ZooKeeper client's connection and session. Answers come in the order of the requests. */
final class ZooKeeperConnection implements LoadConnection {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int WATCH_EVENT_XID = -1;

    private final SocketChannel channel;
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final Requests requests;
    private final Workload workload;
    private final SplittableRandom random;
    private final int inFlight;
    private final long[] sentNanos;
    private final int[] expectedBytes;
    private int lastXid;
    private int answeredXid;

    private ZooKeeperConnection(
            int port, int number, Workload workload, int inFlight, DataSet data, String createParent)
            throws IOException {
        this.requests = new Requests(out, data, createParent);
        this.workload = workload;
        this.inFlight = inFlight;
        this.sentNanos = new long[inFlight];
        this.expectedBytes = new int[inFlight];
        this.random = new SplittableRandom(number);
        this.channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        this.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** Connects and waits for a session. */
    static ZooKeeperConnection open(
            int port, int number, Workload workload, int inFlight, DataSet data, String createParent)
            throws IOException {
        ZooKeeperConnection connection = new ZooKeeperConnection(port, number, workload, inFlight, data, createParent);
        connection.requests.connect();
        connection.writeAll();
        connection.awaitFrame();
        connection.in.compact();
        return connection;
    }

    @Override
    public void register(Selector selector) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    @Override
    public boolean send() throws IOException {
        while (lastXid - answeredXid < inFlight && out.remaining() > requests.longest()) {
            int xid = ++lastXid;
            sentNanos[xid % inFlight] = System.nanoTime();
            expectedBytes[xid % inFlight] = workload.write(requests, random, xid);
        }
        return flush();
    }

    @Override
    public boolean flush() throws IOException {
        out.flip();
        channel.write(out);
        boolean all = !out.hasRemaining();
        out.compact();
        return all;
    }

    @Override
    public void receive(Answers answers) throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException("the server closed a connection under load");
        }
        long now = System.nanoTime();
        in.flip();
        while (in.remaining() >= Integer.BYTES + Requests.HEADER_BYTES) {
            int length = in.getInt(in.position());
            if (in.remaining() < Integer.BYTES + length) {
                break;
            }
            int frame = in.position() + Integer.BYTES;
            int error = in.getInt(frame + Requests.HEADER_BYTES - Integer.BYTES);
            count(in.getInt(frame), error, length, now, answers);
            in.position(frame + length);
        }
        in.compact();
    }

    private void count(int xid, int error, int length, long now, Answers answers) throws IOException {
        if (xid == WATCH_EVENT_XID) {
            return;
        }
        if (xid != answeredXid + 1) {
            throw new IOException("answer to request " + xid + " where that to " + (answeredXid + 1) + " was due");
        }
        if (error == 0 && length != expectedBytes[xid % inFlight]) {
            throw new IOException(
                    "answer of " + length + " bytes where " + expectedBytes[xid % inFlight] + " were due");
        }
        answeredXid = xid;
        answers.record(sentNanos[xid % inFlight], now, error);
    }

    @Override
    public boolean everythingAnswered() {
        return lastXid == answeredXid;
    }

    private void writeAll() throws IOException {
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        out.clear();
    }

    /** Blocks until one frame is there, and leaves the input buffer after it, ready to be compacted. */
    private void awaitFrame() throws IOException {
        while (in.position() < Integer.BYTES || in.position() < Integer.BYTES + in.getInt(0)) {
            if (channel.read(in) < 0) {
                throw new EOFException("the server closed a connection instead of opening a session");
            }
        }
        in.flip();
        in.position(Integer.BYTES + in.getInt(0));
    }

    /** Ends the session too, so that the server has nothing to expire in the next measurement. */
    @Override
    public void close() throws IOException {
        try (channel) {
            requests.closeSession(++lastXid);
            flush();
            channel.shutdownOutput();
        }
    }
}
