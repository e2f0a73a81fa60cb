package io.corral.raft.transport;

import io.corral.raft.message.Envelope;
import io.corral.raft.transport.proto.Wire.Frame;
import io.corral.raft.transport.proto.Wire.Hello;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A connection that this node dialled: greets, then only sends. What waits in its queue is lost with it, so nothing old
 * travels on a newer connection.
 *
 * <p>Any thread may send; the event loop takes what has gathered, writes it into few buffers and flushes once.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failures arrive as closed channels
final class OutboundConnection extends SimpleChannelInboundHandler<Incoming> {
    private static final int BUFFER_BYTES = 64 << 10;

    private final TransportSettings settings;
    private final long peer;
    private final Events events;
    private final ConnectionJournal journal;
    private final Greeter greeter;
    private final Channel channel;
    private final OutboundQueue raft = new OutboundQueue();
    private final OutboundQueue application = new OutboundQueue();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private boolean established;

    /** What the link wants to know of its connection; called on the event loop. */
    interface Events {
        void onEstablished(OutboundConnection connection);

        void onClosed(OutboundConnection connection, boolean wasEstablished);

        /** The connection cannot be protected, and closes. */
        void onUnprotected(String trouble);
    }

    OutboundConnection(
            TransportSettings settings,
            long peer,
            Events events,
            ConnectionJournal journal,
            Greeter greeter,
            Channel channel) {
        this.settings = settings;
        this.peer = peer;
        this.events = events;
        this.journal = journal;
        this.greeter = greeter;
        this.channel = channel;
    }

    /** Queues a Raft message, or drops it when too much is waiting already. */
    void send(Envelope envelope) {
        Outgoing message = new Outgoing.Raft(envelope);
        if (raft.add(message, settings.limits().maxQueuedBytes())) {
            schedule();
        }
    }

    /** Queues bytes of the application; when too much is waiting, gives the connection up, so that the loss is noticed. */
    void sendApplication(int group, byte[] payload) {
        Outgoing message = new Outgoing.Application(group, payload);
        if (application.add(message, settings.limits().maxQueuedBytes())) {
            schedule();
        } else if (channel.isOpen()) {
            journal.warn("Closing the connection to node " + peer + ": " + application.bytes()
                    + " bytes of the application are waiting for it");
            channel.close();
        }
    }

    private void schedule() {
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            try {
                channel.eventLoop().execute(this::drain);
            } catch (RejectedExecutionException transportClosed) {
                raft.clear();
                application.clear();
            }
        }
    }

    private void drain() {
        scheduled.set(false);
        ByteBuf gathered = null;
        while (channel.isWritable()) {
            Outgoing next = next();
            if (next == null) {
                break;
            }
            Frame frame = next.toFrame();
            int size = frame.getSerializedSize();
            if (size > settings.limits().maxFrameBytes()) {
                journal.warn("A message of " + size + " bytes to node " + peer + " exceeds the largest frame allowed");
                channel.close();
                break;
            }
            if (gathered == null) {
                gathered = channel.alloc().directBuffer(Math.max(size + FrameDecoder.LENGTH_BYTES, 1024));
            }
            FrameWriter.append(gathered, frame, size);
            if (gathered.readableBytes() >= BUFFER_BYTES) {
                channel.write(gathered, channel.voidPromise());
                gathered = null;
            }
        }
        if (gathered != null) {
            channel.write(gathered, channel.voidPromise());
        }
        channel.flush();
    }

    /** Heartbeats and entries do not wait behind what the application sends: only messages of one kind need their order. */
    private @Nullable Outgoing next() {
        Outgoing message = raft.poll();
        return message == null ? application.poll() : message;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.writeAndFlush(FrameWriter.single(ctx.alloc(), greeter.hello(peer)), ctx.voidPromise());
        ctx.executor()
                .schedule(
                        () -> {
                            if (!established && channel.isActive()) {
                                journal.warn("Closing " + channel + ": node " + peer + " does not answer the greeting");
                                ctx.close();
                            }
                        },
                        settings.limits().handshakeTimeout().toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (channel.isWritable()) {
            drain();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Incoming frame) {
        frame.dispatch(new Reader());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        events.onClosed(this, established);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent completion && !completion.isSuccess()) {
            events.onUnprotected(
                    TlsTrouble.of(completion.cause()).orElse("the connection was closed during the TLS handshake"));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException) && TlsTrouble.of(cause).isEmpty()) {
            // A reset connection needs no word of its own: that it is lost is told anyway. TLS reports its trouble as
            // an event.
            journal.warn("Closing the connection to node " + peer + ": " + cause);
        }
        ctx.close();
    }

    /** What a dialled connection may receive: the answer to its greeting. */
    private final class Reader implements Incoming.Handler {

        @Override
        public void onHello(Hello hello) {
            Optional<String> objection = greeter.objection(hello);
            if (objection.isPresent() || hello.getNode() != peer || established) {
                refuse(objection.orElse("it is node " + hello.getNode()));
                return;
            }
            if (greeter.isOfAnotherCluster(hello, channel)) {
                channel.close();
                return;
            }
            established = true;
            events.onEstablished(OutboundConnection.this);
        }

        @Override
        public void onRefusal(String reason) {
            refuse("it refuses this node: " + reason);
        }

        @Override
        public void onRaft(Envelope envelope) {
            refuse("it sends messages where it should only receive");
        }

        @Override
        public void onApplication(int group, byte[] payload) {
            refuse("it sends messages where it should only receive");
        }

        private void refuse(String why) {
            journal.warn("Closing the connection to node " + peer + " at " + channel.remoteAddress() + ": " + why);
            channel.close();
        }
    }
}
