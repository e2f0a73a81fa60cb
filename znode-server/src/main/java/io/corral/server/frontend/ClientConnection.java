package io.corral.server.frontend;

import io.corral.server.watch.EventType;
import io.corral.server.watch.Watcher;
import io.corral.tree.acl.AclList;
import io.corral.tree.acl.Identity;
import io.corral.wire.codec.ReplyEncoder;
import io.corral.wire.frame.FourLetterWord;
import io.corral.wire.frame.FrameDecoder;
import io.corral.wire.frame.FrameSink;
import io.corral.wire.handshake.ConnectCodec;
import io.corral.wire.handshake.ConnectResponse;
import io.corral.wire.record.WatcherEvent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One client connection: its phase, who it is, which session it serves. What happens to its requests is for the
 * {@link RequestIntake}. Touched by its event loop alone, but for {@link #closeSoon}.
 */
final class ClientConnection implements FrameSink, Watcher, SlowClients.Client {
    /** What may come next. */
    private enum Phase {
        AWAITING_CONNECT,
        OPENING_SESSION,
        OPEN,
        CLOSED
    }

    /** A client that takes nothing while this much waits for it is cut off. */
    private static final long OUTBOUND_BYTES_MAX = 64L * 1024 * 1024;

    /** A connection that is to be closed, but whose client does not take the last answers, is cut after this time. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final FrontendLoop loop;
    private final Channel channel;
    private final InetSocketAddress remote;
    private final boolean secure;
    private final long establishedMillis;
    private final Outbox outbox;
    private final ReadGate gate;
    private final FrameDecoder decoder;
    private final RequestIntake intake;
    private final HeldRequest held;
    private final ConnectionStatistics statistics = new ConnectionStatistics();
    private ClientIdentities identities;
    private Phase phase = Phase.AWAITING_CONNECT;
    private @Nullable SessionLane lane;
    private @Nullable LocalSession localSession;
    private long sessionId;
    private boolean readOnly;
    private int timeoutMillis;
    private boolean heardOf;
    private boolean answeringOperator;
    private @Nullable Future<?> sessionDeadline;
    private long turn;
    private int spentInTurn;

    ClientConnection(FrontendLoop loop, Channel channel, InetSocketAddress remote, Identity address, boolean secure) {
        this.loop = loop;
        this.channel = channel;
        this.remote = remote;
        this.secure = secure;
        this.establishedMillis = loop.services().wallClockMillis().getAsLong();
        this.identities = new ClientIdentities(address, loop.services().access());
        this.outbox = new Outbox(channel, () -> loop.flushAtEndOfTurn(this));
        this.decoder = FrameDecoder.ofServer(loop.services().settings().maxFrameBytes(), this);
        this.gate = new ReadGate(decoder, loop::execute);
        this.intake = new RequestIntake(this, loop);
        this.held = new HeldRequest(this, loop);
    }

    FrameDecoder decoder() {
        return decoder;
    }

    @Override
    public void frame(ByteBuf payload) {
        int bytes = payload.readableBytes();
        loop.traffic().received++;
        loop.traffic().bytesReceived += bytes;
        statistics.countReceived();
        if (!gate.isHandingOn()) {
            held.receivedJustNow();
        }
        if (phase == Phase.OPEN && loop.backpressure().stalls()) {
            held.hold(payload);
            return;
        }
        try {
            loop.catchUp();
            switch (phase) {
                case AWAITING_CONNECT -> loop.handshakes().begin(this, payload);
                case OPEN -> held.pass(payload);
                case OPENING_SESSION -> throw new IllegalStateException("read while the session is being opened");
                case CLOSED -> {}
            }
        } finally {
            payload.release();
        }
        if (phase == Phase.OPEN) {
            loop.backpressure().taken(this, bytes);
        }
    }

    HeldRequest held() {
        return held;
    }

    /** Notes that this much of a turn's share is used; returns how much that is in all. */
    int spend(long inTurn, int cost) {
        spentInTurn = inTurn == turn ? spentInTurn + cost : cost;
        turn = inTurn;
        return spentInTurn;
    }

    @Override
    public void fourLetterWord(FourLetterWord word) {
        answeringOperator = true;
        loop.traffic().received++;
        statistics.countReceived();
        loop.services()
                .operatorCommands()
                .answer(word)
                .whenComplete((answer, failure) -> loop.execute(() -> {
                    if (answer != null && phase != Phase.CLOSED) {
                        outbox.frames().writeCharSequence(answer, StandardCharsets.UTF_8);
                    }
                    close();
                }));
    }

    @Override
    public void badLength(int length) {
        loop.services().log().badLength(remote, length);
        if (phase == Phase.AWAITING_CONNECT) {
            loop.traffic().badHandshakes++;
        }
        close();
    }

    /** The ConnectRequest was understood; nothing is read until the session is open. */
    void openingSession() {
        phase = Phase.OPENING_SESSION;
        gate.shut(ReadGate.Reason.OPENING_SESSION);
    }

    /** The session is open on this connection. */
    void sessionOpened(SessionLane newLane, ConnectResponse response, long zxid) {
        lane = newLane;
        opened(response, zxid);
    }

    /** A session that this server alone knows is open on this connection. */
    void localSessionOpened(LocalSession session, ConnectResponse response, long zxid) {
        localSession = session;
        readOnly = response.readOnly();
        opened(response, zxid);
    }

    /** From now on all servers know the session. */
    void upgraded(SessionLane newLane) {
        lane = newLane;
        localSession = null;
        intake.upgraded();
    }

    /** The session had moved to another connection and is back, to be closed here. */
    void returned(SessionLane newLane) {
        lane = newLane;
    }

    private void opened(ConnectResponse response, long zxid) {
        sessionId = response.sessionId();
        timeoutMillis = response.timeOutMillis();
        phase = Phase.OPEN;
        cancelDeadline();
        loop.services().registry().serves(sessionId, this);
        ConnectCodec.encodeResponse(outbox.frames(), response);
        loop.traffic().sent++;
        statistics.sessionOpened(zxid, loop.services().nanoClock().getAsLong());
        gate.open(ReadGate.Reason.OPENING_SESSION);
    }

    /** The session is not to be had: says so and closes. */
    void sessionRefused(ConnectResponse refusal) {
        ConnectCodec.encodeResponse(outbox.frames(), refusal);
        close();
    }

    @Override
    public boolean mayRead(AclList acl) {
        return identities.mayRead(acl);
    }

    @Override
    public void notify(EventType type, String path, long zxid) {
        if (phase == Phase.CLOSED) {
            return;
        }
        try {
            tell(type, path, zxid);
            flushIfLarge();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Tells of an event; it goes out with the rest. */
    void tell(EventType type, String path, long zxid) {
        countSent();
        ByteBuf out = outbox.frames();
        int start = out.writerIndex();
        ReplyEncoder.notification(out, zxid, type.code(), WatcherEvent.SYNC_CONNECTED, path);
        loop.traffic().watchBytes += out.writerIndex() - start - Integer.BYTES;
    }

    /** Counts a frame sent that answers no request. */
    void countSent() {
        loop.traffic().sent++;
        statistics.countSent();
    }

    /** Who the client is now. */
    ClientIdentities identities() {
        return identities;
    }

    /** The client has proven more identities; false when they are more than anyone needs, and not taken. */
    boolean gain(List<Identity> more) {
        Optional<ClientIdentities> all = identities.with(more);
        all.ifPresent(known -> identities = known);
        return all.isPresent();
    }

    /** Whether somebody is looking at a SASL packet; nothing is read meanwhile. */
    void authenticating(boolean lookedAt) {
        if (lookedAt) {
            gate.shut(ReadGate.Reason.AUTHENTICATING);
        } else {
            gate.open(ReadGate.Reason.AUTHENTICATING);
        }
    }

    ByteBuf frames() {
        return outbox.frames();
    }

    ReadGate gate() {
        return gate;
    }

    RequestIntake intake() {
        return intake;
    }

    @Nullable
    SessionLane lane() {
        return lane;
    }

    /** The session served; 0 while there is none. */
    @Override
    public long sessionId() {
        return sessionId;
    }

    /** The session served, if this server alone knows it. */
    @Nullable
    LocalSession localSession() {
        return localSession;
    }

    /** Whether the session was opened in read-only mode. */
    boolean isReadOnly() {
        return readOnly;
    }

    int timeoutMillis() {
        return timeoutMillis;
    }

    ConnectionStatistics statistics() {
        return statistics;
    }

    InetSocketAddress remote() {
        return remote;
    }

    /** Whether TLS protects the connection. */
    boolean isSecure() {
        return secure;
    }

    long establishedMillis() {
        return establishedMillis;
    }

    boolean isOpen() {
        return phase == Phase.OPEN;
    }

    boolean isClosed() {
        return phase == Phase.CLOSED;
    }

    /** Whether nothing was received yet that could become a session. */
    boolean isSessionless() {
        return phase == Phase.AWAITING_CONNECT || phase == Phase.OPENING_SESSION;
    }

    /** What {@code cons} shows as interest: 1 for reading, 0 while reading is suspended. */
    int interestOps() {
        return gate.isOpen() ? 1 : 0;
    }

    /** Marks the session as heard of; true the first time since {@link #clearHeardOf}. */
    boolean markHeardOf() {
        boolean first = !heardOf;
        heardOf = true;
        return first;
    }

    void clearHeardOf() {
        heardOf = false;
    }

    /** The socket takes more, or takes no more for now. */
    void writabilityChanged(boolean writable) {
        if (writable) {
            gate.open(ReadGate.Reason.SLOW_CLIENT);
            loop.execute(intake::advance);
        } else {
            gate.shut(ReadGate.Reason.SLOW_CLIENT);
        }
    }

    /** End of the turn: everything said goes to the socket. */
    void flush() {
        loop.traffic().bytesSent += outbox.flush();
        // Who is closing has little time left anyway, and nobody would strike it off the list again.
        if (phase != Phase.CLOSED && channel.isActive() && !channel.isWritable()) {
            if (untakenBytes() > OUTBOUND_BYTES_MAX) {
                cutOff();
            } else {
                loop.connections().slow().add(this);
            }
        }
    }

    @Override
    public long untakenBytes() {
        // A channel that is gone would name an endless number of bytes.
        return channel.isWritable() || !channel.isActive() ? 0 : channel.bytesBeforeWritable();
    }

    /** The client takes nothing, and too much waits for it. */
    @Override
    public void cutOff() {
        loop.services().log().clientTakesNothing(remote);
        outbox.discard();
        close();
        var unused = channel.close();
    }

    /**
     * Whether the client may have more watches: it must leave room for those of others.
     *
     * @param more what they weigh ({@link io.corral.server.watch.WatchTable#weight(String)})
     */
    boolean mayWatch(long more) {
        int max = loop.services().settings().limits().watchesMax();
        boolean may = loop.watches().weightOf(this) + more <= max / 2
                && loop.services().load().watches() + more <= max;
        if (!may) {
            loop.traffic().watchesRefused++;
            loop.services().log().tooManyWatches(remote);
        }
        return may;
    }

    /** Does not wait for the end of the turn when a lot has been said. */
    void flushIfLarge() {
        if (outbox.isLarge()) {
            flush();
        }
    }

    /** Whether the client takes its answers. */
    boolean isTaking() {
        return channel.isWritable();
    }

    /** The client will send nothing more; it may still wait for the answer to a four letter word. */
    void inputEnded() {
        if (!answeringOperator) {
            leftByClient();
        }
    }

    /** The client is gone, having taken leave or not. */
    void leftByClient() {
        if (phase != Phase.CLOSED && !answeringOperator) {
            loop.traffic().dropped++;
        }
        close();
    }

    /** Something went wrong with this connection; it must not cost any other. */
    void fail(Throwable cause) {
        loop.services().log().requestFailed(remote, cause);
        outbox.discard();
        close();
    }

    /** Remembers the timer that closes the connection if it never opens a session. */
    void sessionExpectedBy(Future<?> deadline) {
        sessionDeadline = deadline;
    }

    private void cancelDeadline() {
        if (sessionDeadline != null) {
            sessionDeadline.cancel(false);
            sessionDeadline = null;
        }
    }

    /** Closes from any thread. */
    void closeSoon() {
        loop.execute(this::close);
    }

    /** Sends what is still to be said, then closes. Nothing more is read or said. */
    void close() {
        if (phase == Phase.CLOSED) {
            return;
        }
        phase = Phase.CLOSED;
        decoder.end();
        loop.traffic().bytesSent += outbox.flush();
        outbox.discard();
        intake.abandon();
        held.drop();
        cancelDeadline();
        loop.connectionClosed(this);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        if (channel.isActive()) {
            loop.executeAfter(LAST_WORDS, () -> {
                var unused = channel.close();
            });
        }
    }
}
