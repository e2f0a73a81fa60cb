package io.corral.raft.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;

/** Puts TLS in front of connections, as {@link PeerProtection} says. The arithmetic of handshakes is done on threads of its own. */
@SuppressWarnings("FutureReturnValueIgnored") // failures arrive as closed channels
final class ConnectionGuard implements AutoCloseable {
    private static final int THREADS = 2;
    private static final Duration LAST_WORDS = Duration.ofMillis(200);

    private final PeerProtection protection;
    private final Duration patience;
    private final ExecutorService arithmetic;

    /** @param patience the longest a handshake may take */
    ConnectionGuard(PeerProtection protection, long nodeId, Duration patience) {
        this.protection = protection;
        this.patience = patience;
        this.arithmetic = Executors.newFixedThreadPool(THREADS, new DefaultThreadFactory("raft-tls-" + nodeId, true));
    }

    /** Protects a connection that this node is about to dial. */
    void dialled(Channel channel, InetSocketAddress peer) {
        if (protection.dialsTls()) {
            PeerEngines engines = protection.engines().orElseThrow();
            channel.pipeline().addLast(tls(channel, engines.dialling(peer.getHostString(), peer.getPort())));
        }
    }

    /** Protects a connection that was accepted, at once or when its first byte asks for it. */
    void accepted(Channel channel) {
        if (protection.engines().isEmpty()) {
            return;
        }
        PeerEngines engines = protection.engines().get();
        InetSocketAddress caller = (InetSocketAddress) channel.remoteAddress();
        if (caller == null) {
            channel.close();
        } else if (protection.takesPlain()) {
            channel.pipeline().addLast(new FirstByte(engines, caller));
        } else {
            channel.pipeline().addLast(accepting(channel, engines, caller));
        }
    }

    @Override
    public void close() {
        arithmetic.shutdown();
    }

    private SslHandler accepting(Channel channel, PeerEngines engines, InetSocketAddress caller) {
        return tls(channel, engines.accepting(caller.getAddress().getHostAddress(), caller.getPort()));
    }

    private SslHandler tls(Channel channel, SSLEngine engine) {
        SslHandler handler = OneHandshake.on(channel, engine, arithmetic);
        handler.setHandshakeTimeoutMillis(patience.toMillis());
        handler.setCloseNotifyFlushTimeout(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        return handler;
    }

    /** A handshake of TLS begins with 22; a greeting begins with its length, which is never that large. */
    private final class FirstByte extends ChannelInboundHandlerAdapter {
        private static final byte HANDSHAKE = 22;

        private final PeerEngines engines;
        private final InetSocketAddress caller;

        FirstByte(PeerEngines engines, InetSocketAddress caller) {
            this.engines = engines;
            this.caller = caller;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (!(message instanceof ByteBuf bytes) || !bytes.isReadable()) {
                ReferenceCountUtil.release(message);
                return;
            }
            if (bytes.getByte(bytes.readerIndex()) == HANDSHAKE) {
                ctx.pipeline().addAfter(ctx.name(), "tls", accepting(ctx.channel(), engines, caller));
            }
            ctx.pipeline().remove(this);
            ctx.fireChannelRead(bytes);
        }
    }
}
