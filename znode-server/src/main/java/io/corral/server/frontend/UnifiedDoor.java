package io.corral.server.frontend;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes plain callers and those that speak TLS ({@code client.portUnification}). One byte tells: a handshake begins with 22, which
 * begins neither a four letter word nor the length of a packet that would be taken.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failures arrive as closed channels
final class UnifiedDoor implements ClientDoor {
    private static final byte HANDSHAKE = 22;

    private final ClientDoor plain;
    private final ClientDoor tls;
    private final Duration patience;

    /** @param patience how long a caller may say nothing */
    UnifiedDoor(ClientDoor plain, ClientDoor tls, Duration patience) {
        this.plain = plain;
        this.tls = tls;
        this.patience = patience;
    }

    @Override
    public void guard(Channel caller, InetSocketAddress remote, Entry entry) {
        caller.pipeline().addLast("first byte", new FirstByte(remote, entry));
    }

    private final class FirstByte extends ChannelInboundHandlerAdapter {
        private final InetSocketAddress remote;
        private final Entry entry;
        private @Nullable Future<?> deadline;

        FirstByte(InetSocketAddress remote, Entry entry) {
            this.remote = remote;
            this.entry = entry;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            deadline = ctx.executor().schedule(() -> ctx.close(), patience.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext ctx) {
            if (deadline != null) {
                deadline.cancel(false);
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (!(message instanceof ByteBuf bytes) || !bytes.isReadable()) {
                ReferenceCountUtil.release(message);
                return;
            }
            ClientDoor door = bytes.getByte(bytes.readerIndex()) == HANDSHAKE ? tls : plain;
            door.guard(ctx.channel(), remote, entry);
            ctx.pipeline().remove(this);
            ctx.fireChannelRead(bytes);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
