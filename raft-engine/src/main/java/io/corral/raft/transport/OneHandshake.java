package io.corral.raft.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;

/**
 * Does the arithmetic of the first handshake of a connection, and closes the connection when another is begun. With TLS 1.2 either side
 * may begin one at any time, each with all the arithmetic of the first; neither nodes nor clients need that, and ZooKeeper refuses it,
 * too. An engine asks for arithmetic only while hands are shaken. For connections of any kind, not only those of peers.
 */
public final class OneHandshake implements Executor {
    private final Channel channel;
    private final Executor arithmetic;
    private volatile boolean over;

    private OneHandshake(Channel channel, Executor arithmetic) {
        this.channel = channel;
        this.arithmetic = arithmetic;
    }

    /**
     * What protects a connection.
     *
     * @param channel the connection; closed by its event loop when another handshake is begun
     * @param engine of this connection alone
     * @param arithmetic does what takes long in a handshake
     */
    public static SslHandler on(Channel channel, SSLEngine engine, Executor arithmetic) {
        OneHandshake once = new OneHandshake(channel, arithmetic);
        SslHandler tls = new SslHandler(engine, once);
        var unused = tls.handshakeFuture().addListener(end -> once.over = true);
        return tls;
    }

    /** Called by the event loop of the connection. */
    @Override
    public void execute(Runnable task) {
        if (!over) {
            arithmetic.execute(task);
            return;
        }
        ChannelHandlerContext tls = channel.pipeline().context(SslHandler.class);
        if (tls != null) {
            // Past the protection: its goodbye would wait for the handshake.
            var unused = tls.close();
        }
    }
}
