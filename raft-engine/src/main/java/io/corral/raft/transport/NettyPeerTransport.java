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
import java.util.Set;
import java.util.SplittableRandom;
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
    private final ConnectionGuard guard;
    private final Greeter greeter;
    private final ExecutorService lookups;
    private final Succession succession = new Succession();
    private final boolean epoll = Epoll.isAvailable();
    private final EventLoopGroup loops;
    private final List<Channel> accepted = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable PeerLinks links;
    private volatile @Nullable Channel listening;
    private volatile InboundConnection.@Nullable Surroundings surroundings;

    /**
     * A transport that does nothing before {@link #start}.
     *
     * @param random spreads the attempts to reconnect; used only during {@link #start}
     * @param journal told about connections that come, go or are refused
     */
    public NettyPeerTransport(TransportSettings settings, RandomGenerator random, ConnectionJournal journal) {
        this(settings, random, journal, PeerProtection.NONE);
    }

    /**
     * A transport that does nothing before {@link #start}, with connections that are protected.
     *
     * @param protection which connections are protected with TLS, and how
     */
    public NettyPeerTransport(
            TransportSettings settings, RandomGenerator random, ConnectionJournal journal, PeerProtection protection) {
        this(settings, random, journal, protection, Addresses.OF_THE_SYSTEM);
    }

    /** As above, with another way to look names up. */
    NettyPeerTransport(
            TransportSettings settings,
            RandomGenerator random,
            ConnectionJournal journal,
            PeerProtection protection,
            Addresses addresses) {
        this.settings = settings;
        this.random = random;
        this.journal = journal;
        this.addresses = addresses;
        this.guard = new ConnectionGuard(
                protection, settings.nodeId(), settings.limits().handshakeTimeout());
        this.greeter = new Greeter(settings, journal);
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
        SplittableRandom spread = new SplittableRandom(random.nextLong());
        PeerLinks opened =
                new PeerLinks(settings.nodeId(), settings.reachableAt().isPresent(), succession, (peer, address) -> {
                    RandomGenerator own = spread.split();
                    Dialling dialling =
                            new Dialling(clientTemplate(), loops.next(), own, guard, greeter, addresses, lookups);
                    return new PeerLink(settings, peer, address, dialling, succession, listener, journal);
                });
        surroundings = new InboundConnection.Surroundings(
                greeter, listener, journal, succession, opened::objectionTo, this::called, this::lost);
        // Whoever is called calls back at once, and must not be refused; but it is heard when it is known who belongs
        // here.
        Channel opening = bind(surroundings, settings.bind(), false);
        links = opened;
        opened.name(settings.peers());
        opening.config().setAutoRead(true);
        listening = opening;
    }

    /**
     * These are the other nodes from now on; a connection to a node that stays is kept. Whoever is not named any more, and is
     * connected, becomes a guest where those are let in. Any thread.
     */
    public void setPeers(Map<Long, InetSocketAddress> peers) {
        PeerLinks present = links;
        if (present != null) {
            present.name(peers);
        }
    }

    /**
     * Listens somewhere else from now on, and says so to those that are let in because they introduce themselves; connections that
     * stand are kept. Where both addresses cannot be had at a time, as with another host and the same port, the one before is given up
     * first, and taken again if the new one cannot be had. Not from several threads at a time.
     *
     * @param address where to listen
     * @param reachable where others can reach this node then
     * @throws UncheckedIOException when the address cannot be bound; then it listens where it did, unless the message says otherwise
     */
    public void listenAt(InetSocketAddress address, InetSocketAddress reachable) {
        Channel before = listening;
        InboundConnection.Surroundings known = surroundings;
        if (before == null || known == null) {
            throw new IllegalStateException("not started");
        }
        if (!before.isOpen()) {
            listening = bind(known, address, true);
        } else if (!address.equals(before.localAddress())) {
            listening = moved(before, known, address);
        }
        greeter.isReachableAt(reachable);
    }

    private Channel moved(Channel before, InboundConnection.Surroundings around, InetSocketAddress address) {
        InetSocketAddress former = (InetSocketAddress) before.localAddress();
        try {
            Channel opened = bind(around, address, true);
            before.close();
            return opened;
        } catch (UncheckedIOException e) {
            if (former.getPort() != address.getPort()) {
                throw e;
            }
        }
        before.close().awaitUninterruptibly();
        try {
            return bind(around, address, true);
        } catch (UncheckedIOException e) {
            listening = returned(around, former, e);
            throw e;
        }
    }

    private Channel returned(
            InboundConnection.Surroundings around, InetSocketAddress former, UncheckedIOException why) {
        try {
            return bind(around, former, true);
        } catch (UncheckedIOException again) {
            why.addSuppressed(again);
            throw new UncheckedIOException(
                    new IOException(why.getMessage() + ", and not on " + former + " any more either", why));
        }
    }

    /**
     * This node has learnt to which cluster it belongs: connections to nodes that know another one are closed, and there are no new
     * ones. Any thread.
     *
     * @param identity tells the cluster from others of the same name; not {@link TransportSettings#UNKNOWN_IDENTITY}
     */
    public void belongsTo(long identity) {
        greeter.belongsTo(identity);
    }

    /** The nodes to which a connection stands, guests included. Any thread. */
    public Set<Long> connected() {
        PeerLinks present = links;
        return present == null ? Set.of() : present.connected();
    }

    /** Forgets guests without a connection that had none at the call before either. Any thread. */
    public void dismissAbsentGuests() {
        PeerLinks present = links;
        if (present != null) {
            present.dismissAbsentGuests();
        }
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
        PeerLinks present = links;
        if (present != null) {
            present.close();
        }
        Channel server = listening;
        if (server != null) {
            server.close().awaitUninterruptibly();
        }
        synchronized (accepted) {
            accepted.forEach(Channel::close);
        }
        lookups.shutdownNow();
        guard.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    private @Nullable OutboundConnection connection(long peer) {
        PeerLink link = link(peer);
        return link == null ? null : link.connection();
    }

    private @Nullable PeerLink link(long peer) {
        PeerLinks present = links;
        return present == null ? null : present.find(peer);
    }

    /** A peer that reaches this node can most likely be reached, too. */
    private void called(long peer) {
        PeerLink link = link(peer);
        if (link != null) {
            link.dialNow();
        }
    }

    private void lost(long peer) {
        PeerLink link = link(peer);
        if (link != null) {
            link.lostItsCall();
        }
    }

    private Channel bind(InboundConnection.Surroundings around, InetSocketAddress address, boolean accepting) {
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(serverChannel())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.AUTO_READ, accepting)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        remember(channel);
                        guard.accepted(channel);
                        FrameDecoder decoder = new FrameDecoder();
                        channel.pipeline()
                                .addLast(decoder)
                                .addLast(new InboundConnection(settings, channel, decoder, around));
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new UncheckedIOException(new IOException(
                    "cannot listen for peers on " + address + ": "
                            + bound.cause().getMessage(),
                    bound.cause()));
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
