package io.corral.bench.load;

import io.corral.bench.front.Protocol;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/** A connection to the front end of an engine. Answers may come in any order; a request's id says which place it has. */
final class AppendConnection implements LoadConnection {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int ANSWER_FRAME_BYTES = Integer.BYTES + Protocol.ANSWER_BYTES;

    private final SocketChannel channel;
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final byte[] command;
    private final long[] sentNanos;
    private final int[] freePlaces;
    private int free;

    AppendConnection(int port, int inFlight, int commandBytes) throws IOException {
        this.command = new byte[commandBytes];
        Arrays.fill(command, (byte) 'c');
        this.sentNanos = new long[inFlight];
        this.freePlaces = new int[inFlight];
        for (int place = 0; place < inFlight; place++) {
            freePlaces[free++] = place;
        }
        this.channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        this.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    @Override
    public void register(Selector selector) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    @Override
    public boolean send() throws IOException {
        int frame = Integer.BYTES + Protocol.REQUEST_HEADER_BYTES + command.length;
        while (free > 0 && out.remaining() >= frame) {
            int place = freePlaces[--free];
            sentNanos[place] = System.nanoTime();
            out.putInt(Protocol.REQUEST_HEADER_BYTES + command.length)
                    .putLong(place)
                    .put(command);
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
            throw new EOFException("the node closed a connection under load");
        }
        long now = System.nanoTime();
        in.flip();
        while (in.remaining() >= ANSWER_FRAME_BYTES) {
            if (in.getInt() != Protocol.ANSWER_BYTES) {
                throw new IOException("not an answer of a front end");
            }
            int place = (int) in.getLong();
            int status = in.getInt();
            in.getLong();
            answers.record(sentNanos[place], now, status == Protocol.EXECUTED ? 0 : status);
            freePlaces[free++] = place;
        }
        in.compact();
    }

    @Override
    public boolean everythingAnswered() {
        return free == freePlaces.length;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
