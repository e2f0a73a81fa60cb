package io.corral.raft.transport;

import io.corral.raft.message.Envelope;
import io.corral.raft.port.PeerTransport;
import io.corral.raft.transport.proto.Wire.Hello;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A connection that a peer dialled: greets, then only receives. */
@SuppressWarnings("FutureReturnValueIgnored") // failures arrive as closed channels
final class InboundConnection extends SimpleChannelInboundHandler<Incoming> {
    private final TransportSettings settings;
    private final FrameDecoder decoder;
    private final PeerTransport.Listener listener;
    private final ConnectionJournal journal;
    private long peer;

    InboundConnection(
            TransportSettings settings,
            FrameDecoder decoder,
            PeerTransport.Listener listener,
            ConnectionJournal journal) {
        this.settings = settings;
        this.decoder = decoder;
        this.listener = listener;
        this.journal = journal;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.executor()
                .schedule(
                        () -> {
                            if (peer == 0) {
                                journal.warn("Closing " + ctx.channel() + ": it did not introduce itself");
                                ctx.close();
                            }
                        },
                        settings.limits().handshakeTimeout().toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Incoming frame) {
        frame.dispatch(new Reader(ctx));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        String sender = peer == 0 ? "a stranger" : "node " + peer;
        journal.warn("Closing " + ctx.channel() + " from " + sender + ": " + cause);
        ctx.close();
    }

    private void greet(ChannelHandlerContext ctx, Hello hello) {
        Greeter greeter = new Greeter(settings);
        Optional<String> objection = peer == 0 ? greeter.objection(hello) : Optional.of("it introduced itself twice");
        if (objection.isPresent()) {
            journal.warn("Refusing " + ctx.channel() + ": " + objection.get());
            ctx.writeAndFlush(FrameWriter.single(ctx.alloc(), Greeter.refusal(objection.get())))
                    .addListener(ChannelFutureListener.CLOSE);
            return;
        }
        peer = hello.getNode();
        decoder.allow(settings.limits().maxFrameBytes());
        ctx.writeAndFlush(FrameWriter.single(ctx.alloc(), greeter.hello(peer)), ctx.voidPromise());
    }

    /** What the frames of a connection lead to. */
    private final class Reader implements Incoming.Handler {
        private final ChannelHandlerContext ctx;

        private Reader(ChannelHandlerContext ctx) {
            this.ctx = ctx;
        }

        @Override
        public void onHello(Hello hello) {
            greet(ctx, hello);
        }

        @Override
        public void onRefusal(String reason) {
            refuse("a refusal on a connection it dialled");
        }

        @Override
        public void onRaft(Envelope envelope) {
            if (peer == 0 || envelope.from() != peer || envelope.to() != settings.nodeId()) {
                refuse("a message from node " + envelope.from() + " to node " + envelope.to());
            } else {
                listener.onMessage(envelope);
            }
        }

        @Override
        public void onApplication(byte[] payload) {
            if (peer == 0) {
                refuse("a message before its greeting");
            } else {
                listener.onApplicationMessage(peer, payload);
            }
        }

        private void refuse(String what) {
            journal.warn("Closing " + ctx.channel() + " from node " + peer + ": it sent " + what);
            ctx.close();
        }
    }
}
