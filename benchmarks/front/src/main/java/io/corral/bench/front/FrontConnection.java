package io.corral.bench.front;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** A connection of the load generator. Belongs to the front end's thread, but for {@link #answer}. */
final class FrontConnection {
    private static final int BUFFER_BYTES = 64 << 10;

    private final FrontEnd frontEnd;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean announced = new AtomicBoolean();

    FrontConnection(FrontEnd frontEnd, SocketChannel channel, SelectionKey key) {
        this.frontEnd = frontEnd;
        this.channel = channel;
        this.key = key;
    }

    /** Any thread. */
    void answer(Answer answer) {
        answers.add(answer);
        if (!announced.get() && announced.compareAndSet(false, true)) {
            frontEnd.hasAnswers(this);
        }
    }

    /** Reads what has come, and writes on where the socket had been full. */
    void serve() throws IOException {
        if (key.isReadable()) {
            read();
        }
        if (key.isWritable()) {
            writeAnswers();
        }
    }

    private void read() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException("closed by the load generator");
        }
        in.flip();
        while (in.remaining() >= Integer.BYTES) {
            int length = in.getInt(in.position());
            if (length < Protocol.REQUEST_HEADER_BYTES
                    || length > Protocol.REQUEST_HEADER_BYTES + Protocol.LARGEST_COMMAND_BYTES) {
                throw new IOException("a request of " + length + " bytes");
            }
            if (in.remaining() < Integer.BYTES + length) {
                break;
            }
            in.getInt();
            long requestId = in.getLong();
            byte[] command = new byte[length - Protocol.REQUEST_HEADER_BYTES];
            in.get(command);
            frontEnd.gather(this, requestId, command);
        }
        in.compact();
    }

    void writeAnswers() throws IOException {
        announced.set(false);
        boolean full = false;
        for (Answer next = answers.peek(); next != null && !full; next = answers.peek()) {
            if (out.remaining() >= Integer.BYTES + Protocol.ANSWER_BYTES) {
                answers.poll();
                out.putInt(Protocol.ANSWER_BYTES).putLong(next.requestId());
                out.putInt(next.status()).putLong(next.count());
            } else {
                full = !flush();
            }
        }
        boolean rest = full || !flush();
        key.interestOps(rest ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private boolean flush() throws IOException {
        out.flip();
        channel.write(out);
        boolean all = !out.hasRemaining();
        out.compact();
        return all;
    }

    void close() throws IOException {
        key.cancel();
        channel.close();
    }
}
