package io.corral.wire.frame;

import io.netty.buffer.ByteBuf;

/**
 * Finds the frames in one connection's stream of bytes, as a state machine without a channel.
 *
 * <pre>
 * FIRST_FOUR_BYTES --- a known word ----------------------------> ENDED
 *        | (a length)
 *        +--> PAYLOAD --- length bytes ---> LENGTH --- 4 bytes ---> PAYLOAD ...
 *        |                                     |
 *        +----- a bad length ------------------+----------------> ENDED
 * </pre>
 *
 * <p>Any state goes to ENDED by {@link #end}. Only the very first four bytes can be a word: once a first frame has been
 * received the client has begun its handshake. A frame is at most as long as the limit (jute.maxbuffer), that long
 * included. Not safe for use by several threads.
 */
public final class FrameScanner {
    private enum State {
        FIRST_FOUR_BYTES,
        LENGTH,
        PAYLOAD,
        ENDED
    }

    private final int maxFrameBytes;
    private final FrameSink sink;
    private State state;
    private int length;

    private FrameScanner(int maxFrameBytes, FrameSink sink, State state) {
        if (maxFrameBytes < 0) {
            throw new IllegalArgumentException("a frame of at most " + maxFrameBytes + " bytes");
        }
        this.maxFrameBytes = maxFrameBytes;
        this.sink = sink;
        this.state = state;
    }

    /** A scanner for what clients send: the first four bytes may be a four letter word. */
    public static FrameScanner ofServer(int maxFrameBytes, FrameSink sink) {
        return new FrameScanner(maxFrameBytes, sink, State.FIRST_FOUR_BYTES);
    }

    /** A scanner for what servers send: frames from the first byte on. */
    public static FrameScanner ofClient(int maxFrameBytes, FrameSink sink) {
        return new FrameScanner(maxFrameBytes, sink, State.LENGTH);
    }

    /**
     * Takes one step: hands at most one frame or word to the sink. Bytes that do not yet make a step stay in the buffer,
     * and must still be there at the next call.
     *
     * @return whether the step was taken, so that another may follow; false when more bytes are needed
     */
    public boolean step(ByteBuf in) {
        return switch (state) {
            case FIRST_FOUR_BYTES -> firstFourBytes(in);
            case LENGTH -> length(in);
            case PAYLOAD -> payload(in);
            case ENDED -> {
                in.skipBytes(in.readableBytes());
                yield false;
            }
        };
    }

    /** Gives up the connection: all further bytes are thrown away unread. */
    public void end() {
        state = State.ENDED;
    }

    /** Whether no frame will come any more. */
    public boolean hasEnded() {
        return state == State.ENDED;
    }

    private boolean firstFourBytes(ByteBuf in) {
        if (in.readableBytes() < FrameLength.BYTES) {
            return false;
        }
        FourLetterWord.Command command = FourLetterWord.Command.of(in.getInt(in.readerIndex()));
        if (command == null) {
            return length(in);
        }
        in.skipBytes(FrameLength.BYTES);
        byte[] argument = new byte[Math.min(in.readableBytes(), FourLetterWord.MAX_ARGUMENT_BYTES)];
        in.readBytes(argument);
        state = State.ENDED;
        sink.fourLetterWord(new FourLetterWord(command, argument));
        return true;
    }

    private boolean length(ByteBuf in) {
        if (in.readableBytes() < FrameLength.BYTES) {
            return false;
        }
        length = in.readInt();
        if (length < 0 || length > maxFrameBytes) {
            state = State.ENDED;
            sink.badLength(length);
            return true;
        }
        state = State.PAYLOAD;
        return payload(in);
    }

    private boolean payload(ByteBuf in) {
        if (in.readableBytes() < length) {
            return false;
        }
        state = State.LENGTH;
        sink.frame(in.readRetainedSlice(length));
        return true;
    }
}
