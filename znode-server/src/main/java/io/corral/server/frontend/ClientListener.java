package io.corral.server.frontend;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

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
     * @param key the setting that says so; for messages
     * @param options what the sockets are told
     * @param loops the event loops
     * @param reception told of every channel that is accepted, on its event loop
     * @throws IOException when the address cannot be bound
     */
    static ClientListener bind(
            InetSocketAddress address, String key, Options options, EventLoopGroup loops, Consumer<Channel> reception)
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
                        reception.accept(accepted);
                    }
                });
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen on " + address + " (" + key + "): "
                            + bound.cause().getMessage()
                            + ". Is another server running, or is the address not of this host?",
                    bound.cause());
        }
        return new ClientListener(bound.channel());
    }

    /** Whether it still listens. */
    boolean isOpen() {
        return channel.isOpen();
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
}
