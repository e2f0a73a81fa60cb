package io.corral.server.frontend;

import io.corral.server.auth.Authenticator;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Function;

/** Accepts client connections and gives each to the event loop its channel was assigned. */
final class ClientListener implements AutoCloseable {
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(512 * 1024, 1024 * 1024);
    private static final int DEFAULT_BACKLOG = 50;

    /**
     * What the sockets are told.
     *
     * @param backlog length of the accept queue; -1 for ZooKeeper's default of 50
     * @param keepAlive whether the system probes connections on which nothing is sent
     */
    record Options(int backlog, boolean keepAlive) {}

    private final Channel channel;

    private ClientListener(Channel channel) {
        this.channel = channel;
    }

    /**
     * Binds the port.
     *
     * @param address where clients connect
     * @param options what the sockets are told
     * @param loops the event loops
     * @param frontendLoopOf the front end's part of each
     * @param limit how many connections there may be
     * @throws IOException when the address cannot be bound
     */
    static ClientListener bind(
            InetSocketAddress address,
            Options options,
            EventLoopGroup loops,
            Function<Channel, FrontendLoop> frontendLoopOf,
            AddressLimit limit)
            throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, options.backlog() < 0 ? DEFAULT_BACKLOG : options.backlog())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, options.keepAlive())
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        admit(accepted, frontendLoopOf.apply(accepted), limit);
                    }
                });
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen on " + address + " (clientPort): "
                            + bound.cause().getMessage()
                            + ". Is another server running, or is the address not of this host?",
                    bound.cause());
        }
        return new ClientListener(bound.channel());
    }

    private static void admit(Channel accepted, FrontendLoop loop, AddressLimit limit) {
        InetSocketAddress remote = (InetSocketAddress) accepted.remoteAddress();
        if (remote == null) {
            var unused = accepted.close();
            return;
        }
        if (!limit.admit(remote.getAddress())) {
            loop.services().log().tooManyConnections(remote);
            var unused = accepted.close();
            return;
        }
        accepted.closeFuture().addListener(unused -> limit.release(remote.getAddress()));
        ClientConnection connection =
                new ClientConnection(loop, accepted, remote, Authenticator.ofAddress(remote.getAddress()));
        loop.opened(connection);
        accepted.pipeline().addLast("frames", connection.decoder());
        accepted.pipeline().addLast("end", new EndOfConnection(connection, loop));
    }

    /** The port that is bound. */
    InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    /** Accepts nobody any more; open connections stay. */
    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
    }

    /** Notices that a connection ended or stopped taking, and that handling it failed. */
    private static final class EndOfConnection extends ChannelInboundHandlerAdapter {
        private final ClientConnection connection;
        private final FrontendLoop loop;

        EndOfConnection(ClientConnection connection, FrontendLoop loop) {
            this.connection = connection;
            this.loop = loop;
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            connection.close();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof ChannelInputShutdownEvent) {
                connection.inputEnded();
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            connection.writabilityChanged(ctx.channel().isWritable());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            if (cause instanceof IOException) {
                loop.services().log().connectionFailed(connection.remote(), cause);
                connection.close();
            } else {
                connection.fail(cause);
            }
        }
    }
}
