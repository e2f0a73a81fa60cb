package io.corral.server.frontend;

import io.corral.wire.codec.RequestEncoder;
import io.corral.wire.handshake.ConnectCodec;
import io.corral.wire.handshake.ConnectRequest;
import io.corral.wire.record.Request;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client of a {@link LoopInMemory}. */
final class ClientInMemory {
    private static final int SESSION_MILLIS = 10_000;

    private final LoopInMemory loop;
    private final EmbeddedChannel channel;
    private final ByteBuf received = Unpooled.buffer();
    private int nextXid = 1;

    ClientInMemory(LoopInMemory loop, EmbeddedChannel channel) {
        this.loop = loop;
        this.channel = channel;
    }

    /** Asks for a session: a new one, or one that was there before. */
    ClientInMemory shakeHands(long sessionId, byte[] password) {
        ByteBuf frame = Unpooled.buffer();
        ConnectCodec.encodeRequest(frame, new ConnectRequest(0, 0, SESSION_MILLIS, sessionId, password, false, true));
        send(frame);
        return this;
    }

    /** The session that the answer to the handshake names; 0 for none. */
    long session() throws Exception {
        ByteBuf frame = nextFrame();
        return frame == null ? 0 : ConnectCodec.decodeResponse(frame).sessionId();
    }

    /** Sends requests together: the server receives them at once. They are numbered from 1 on. */
    void sendTogether(List<Request> requests) {
        ByteBuf frames = Unpooled.buffer();
        for (Request request : requests) {
            RequestEncoder.request(frames, nextXid++, request);
        }
        send(frames);
    }

    private void send(ByteBuf bytes) {
        loop.run(() -> channel.writeInbound(bytes));
        loop.settle();
    }

    /** What has been answered since the last time: the number of each request and its error. */
    List<String> answers() {
        List<String> answers = new ArrayList<>();
        for (ByteBuf frame = nextFrame(); frame != null; frame = nextFrame()) {
            int xid = frame.readInt();
            frame.readLong();
            answers.add(xid + ": " + frame.readInt());
        }
        return answers;
    }

    /** Goes without a word. */
    void leave() {
        loop.run(channel::close);
        loop.settle();
    }

    /** Whether the connection is still there. */
    boolean isConnected() {
        loop.settle();
        return channel.isActive();
    }

    private @Nullable ByteBuf nextFrame() {
        loop.settle();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            received.writeBytes(out);
            out.release();
        }
        return received.isReadable() ? received.readSlice(received.readInt()) : null;
    }
}
