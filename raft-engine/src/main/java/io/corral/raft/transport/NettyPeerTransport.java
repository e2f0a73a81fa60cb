package io.corral.raft.transport;

import io.corral.raft.message.Envelope;
import io.corral.raft.port.PeerTransport;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Peers over TCP. See the package for who dials whom; {@code peer.proto} for what is said.
 *
 * <p>A peer counts as connected while this node's own dialled connection to it stands: that is the one it sends on.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failures arrive as closed channels
public final class NettyPeerTransport implements PeerTransport {
    private static final int LOW_WATER_BYTES = 256 << 10;
    private static final int HIGH_WATER_BYTES = 1 << 20;
    private static final int BACKLOG = 128;

    private final TransportSettings settings;
    private final RandomGenerator random;
    private final ConnectionJournal journal;
    private final Addresses addresses;
    private final ExecutorService lookups;
    private final Succession succession = new Succession();
    private final boolean epoll = Epoll.isAvailable();
    private final EventLoopGroup loops;
    private final List<Channel> accepted = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Map<Long, PeerLink> links = Map.of();
    private volatile @Nullable Channel listening;

    /**
     * A transport that does nothing before {@link #start}.
     *
     * @param random spreads the attempts to reconnect; used only during {@link #start}
     * @param journal told about connections that come, go or are refused
     */
    public NettyPeerTransport(TransportSettings settings, RandomGenerator random, ConnectionJournal journal) {
        this(settings, random, journal, Addresses.OF_THE_SYSTEM);
    }

    /** As above, with another way to look names up. */
    NettyPeerTransport(
            TransportSettings settings, RandomGenerator random, ConnectionJournal journal, Addresses addresses) {
        this.settings = settings;
        this.random = random;
        this.journal = journal;
        this.addresses = addresses;
        // A thread for each lookup under way, at most one a peer: a name that takes long delays no other.
        this.lookups = Executors.newCachedThreadPool(new DefaultThreadFactory("raft-names-" + settings.nodeId(), true));
        this.loops = new MultiThreadIoEventLoopGroup(
                settings.limits().threads(),
                new DefaultThreadFactory("raft-net-" + settings.nodeId(), true),
                epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    /**
     * Listens and dials.
     *
     * @throws UncheckedIOException when the address cannot be bound
     */
    @Override
    public void start(Listener listener) {
        Map<Long, PeerLink> opened = new TreeMap<>();
        for (long peer : settings.peers().keySet()) {
            RandomGenerator own = new SplittableRandom(random.nextLong());
            Dialling dialling = new Dialling(clientTemplate(), loops.next(), own, addresses, lookups);
            opened.put(peer, new PeerLink(settings, peer, dialling, succession, listener, journal));
        }
        listening = bind(new InboundConnection.Surroundings(listener, journal, succession, this::called, this::lost));
        links = Map.copyOf(opened);
        opened.values().forEach(PeerLink::open);
    }

    /** Where the transport listens; tells the port when 0 was asked for. Only after {@link #start}. */
    public InetSocketAddress localAddress() {
        Channel server = listening;
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return (InetSocketAddress) server.localAddress();
    }

    @Override
    public void send(Envelope envelope) {
        OutboundConnection connection = connection(envelope.to());
        if (connection != null) {
            connection.send(envelope);
        }
    }

    @Override
    public void sendApplication(int group, long peer, byte[] payload) {
        OutboundConnection connection = connection(peer);
        if (connection != null) {
            connection.sendApplication(group, payload);
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        links.values().forEach(PeerLink::close);
        Channel server = listening;
        if (server != null) {
            server.close().awaitUninterruptibly();
        }
        synchronized (accepted) {
            accepted.forEach(Channel::close);
        }
        lookups.shutdownNow();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    private @Nullable OutboundConnection connection(long peer) {
        PeerLink link = links.get(peer);
        return link == null ? null : link.connection();
    }

    /** A peer that reaches this node can most likely be reached, too. */
    private void called(long peer) {
        PeerLink link = links.get(peer);
        if (link != null) {
            link.dialNow();
        }
    }

    private void lost(long peer) {
        PeerLink link = links.get(peer);
        if (link != null) {
            link.lostItsCall();
        }
    }

    private Channel bind(InboundConnection.Surroundings surroundings) {
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(serverChannel())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        remember(channel);
                        FrameDecoder decoder = new FrameDecoder();
                        channel.pipeline()
                                .addLast(decoder)
                                .addLast(new InboundConnection(settings, channel, decoder, surroundings));
                    }
                })
                .bind(settings.bind())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new UncheckedIOException(
                    new IOException("cannot listen for peers on " + settings.bind(), bound.cause()));
        }
        return bound.channel();
    }

    private Bootstrap clientTemplate() {
        Bootstrap template = new Bootstrap()
                .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.limits().handshakeTimeout().toMillis())
                .option(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(LOW_WATER_BYTES, HIGH_WATER_BYTES));
        if (epoll) {
            template.option(EpollChannelOption.TCP_USER_TIMEOUT, (int)
                    settings.limits().silentPeerTimeout().toMillis());
        }
        return template;
    }

    private Class<? extends ServerChannel> serverChannel() {
        return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    private void remember(Channel channel) {
        synchronized (accepted) {
            accepted.add(channel);
        }
        channel.closeFuture().addListener(closed -> {
            synchronized (accepted) {
                accepted.remove(channel);
            }
        });
    }
}
