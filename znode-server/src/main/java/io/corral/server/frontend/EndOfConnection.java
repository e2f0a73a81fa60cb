package io.corral.server.frontend;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.io.IOException;
import javax.net.ssl.SSLException;

/** Notices that a connection ended or stopped taking, and that handling it failed. */
final class EndOfConnection extends ChannelInboundHandlerAdapter {
    private final ClientConnection connection;
    private final FrontendLoop loop;

    EndOfConnection(ClientConnection connection, FrontendLoop loop) {
        this.connection = connection;
        this.loop = loop;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        connection.leftByClient();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
            connection.inputEnded();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        connection.writabilityChanged(ctx.channel().isWritable());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException || cause.getCause() instanceof SSLException) {
            loop.services().log().connectionFailed(connection.remote(), cause);
            connection.close();
        } else {
            connection.fail(cause);
        }
    }
}
