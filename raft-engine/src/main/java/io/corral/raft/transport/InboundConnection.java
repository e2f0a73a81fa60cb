package io.corral.raft.transport;

import io.corral.raft.message.Envelope;
import io.corral.raft.port.PeerTransport;
import io.corral.raft.transport.proto.Wire.Frame;
import io.corral.raft.transport.proto.Wire.Hello;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * A connection that a peer dialled: greets, then only receives. The peer sends nothing before its greeting is answered, and it
 * is answered only when the peer's older connection delivers no more.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failures arrive as closed channels
final class InboundConnection extends SimpleChannelInboundHandler<Incoming> {
    private final TransportSettings settings;
    private final Channel channel;
    private final FrameDecoder decoder;
    private final Surroundings surroundings;
    private final ReadingPace pace;
    private final Reader reader = new Reader();
    private CompletableFuture<Void> begun = CompletableFuture.completedFuture(null);
    private long peer;
    private boolean retired;

    /**
     * What a connection touches outside of itself.
     *
     * @param greeter judges who calls
     * @param listener told what arrives
     * @param journal told what goes wrong
     * @param succession which connection is a peer's present one
     * @param admission says who may talk to this node
     * @param called told that this peer lives and wants to talk
     * @param lost told that the present connection of this peer is lost
     */
    record Surroundings(
            Greeter greeter,
            PeerTransport.Listener listener,
            ConnectionJournal journal,
            Succession succession,
            Admission admission,
            LongConsumer called,
            LongConsumer lost) {}

    /** Who may talk to this node. */
    interface Admission {
        /**
         * Why a node may not; empty when it may.
         *
         * @param reachableAt where it says it can be reached
         */
        Optional<String> objectionTo(long node, Optional<InetSocketAddress> reachableAt);
    }

    InboundConnection(TransportSettings settings, Channel channel, FrameDecoder decoder, Surroundings surroundings) {
        this.settings = settings;
        this.channel = channel;
        this.decoder = decoder;
        this.surroundings = surroundings;
        this.pace = new ReadingPace(channel, settings.limits().maxUnconsumedBytes());
    }

    /** Delivers nothing from now on and closes; complete when that is so, for the connections before this one, too. */
    CompletableFuture<Void> retire() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            channel.eventLoop().execute(() -> {
                retired = true;
                channel.close();
                begun.thenRun(() -> done.complete(null));
            });
        } catch (RejectedExecutionException transportClosed) {
            done.complete(null);
        }
        return done;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.executor()
                .schedule(
                        () -> {
                            if (peer == 0 && channel.isActive()) {
                                surroundings.journal().warn("Closing " + channel + ": it did not introduce itself");
                                ctx.close();
                            }
                        },
                        settings.limits().handshakeTimeout().toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Incoming frame) {
        if (!retired) {
            frame.dispatch(reader);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (peer != 0) {
            surroundings.succession().end(peer, this);
            if (!retired) {
                surroundings.lost().accept(peer);
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        String sender = peer == 0 ? "a stranger" : "node " + peer;
        if (cause instanceof IOException) {
            // A process that ends leaves resets behind; that is nothing to look into.
            surroundings.journal().note("The connection from " + sender + " was reset");
        } else {
            surroundings
                    .journal()
                    .warn("Closing " + channel + " from " + sender + ": "
                            + TlsTrouble.of(cause).orElse(cause.toString()));
        }
        ctx.close();
    }

    private void greet(Hello hello) {
        Greeter greeter = surroundings.greeter();
        Optional<String> objection = peer == 0 ? greeter.objection(hello) : Optional.of("it introduced itself twice");
        if (objection.isEmpty() && greeter.isOfAnotherCluster(hello, channel)) {
            // It hears who this is, and judges for itself.
            answerAndClose(greeter.hello(hello.getNode()));
            return;
        }
        objection = objection.or(() -> surroundings
                .admission()
                .objectionTo(hello.getNode(), Greeter.reachableAt(hello).map(this::onThisNetwork)));
        if (objection.isPresent()) {
            surroundings.journal().warn("Refusing " + channel + ": " + objection.get());
            answerAndClose(Greeter.refusal(objection.get()));
            return;
        }
        peer = hello.getNode();
        decoder.allow(settings.limits().maxFrameBytes());
        begun = surroundings.succession().begin(peer, this);
        begun.thenRun(() ->
                channel.writeAndFlush(FrameWriter.single(channel.alloc(), greeter.hello(peer)), channel.voidPromise()));
        surroundings.called().accept(peer);
    }

    private void answerAndClose(Frame answer) {
        channel.writeAndFlush(FrameWriter.single(channel.alloc(), answer)).addListener(ChannelFutureListener.CLOSE);
    }

    /** A host that means any address of the sender is the one it calls from. */
    private InetSocketAddress onThisNetwork(InetSocketAddress said) {
        boolean any =
                said.getHostString().equals("0.0.0.0") || said.getHostString().matches("[0:]+");
        return any && channel.remoteAddress() instanceof InetSocketAddress caller
                ? new InetSocketAddress(caller.getAddress(), said.getPort())
                : said;
    }

    /** What the frames of a connection lead to. */
    private final class Reader implements Incoming.Handler {

        @Override
        public void onHello(Hello hello) {
            greet(hello);
        }

        @Override
        public void onRefusal(String reason) {
            refuse("a refusal on a connection it dialled");
        }

        @Override
        public void onRaft(Envelope envelope) {
            if (!isAnswered() || envelope.from() != peer || envelope.to() != settings.nodeId()) {
                refuse("a message from node " + envelope.from() + " to node " + envelope.to());
            } else {
                surroundings.listener().onMessage(envelope);
            }
        }

        @Override
        public void onApplication(int group, byte[] payload) {
            if (!isAnswered()) {
                refuse("a message before its greeting was answered");
            } else {
                surroundings.listener().onApplicationMessage(group, peer, payload, pace.arrived(payload.length));
            }
        }

        private boolean isAnswered() {
            return peer != 0 && begun.isDone();
        }

        private void refuse(String what) {
            surroundings.journal().warn("Closing " + channel + " from node " + peer + ": it sent " + what);
            channel.close();
        }
    }
}
