package io.corral.server.frontend;

import io.corral.server.config.ServerConfig;
import io.corral.server.config.TlsConfig.ClientTls;
import io.corral.server.status.TrafficStatus.TlsCounts;
import io.corral.server.tls.TlsEngines;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The ports on which clients are taken: in plain text, with TLS, or one port for both. */
final class ClientPorts implements AutoCloseable {
    private final ClientListener.Options options;
    private final HandshakeCounts handshakes;
    private final ExecutorService arithmetic;
    private final EventLoopGroup loops;
    private final Reception reception;
    private volatile ClientDoor door;
    private volatile @Nullable ClientListener plain;
    private volatile @Nullable ClientListener secure;

    private ClientPorts(ServerConfig config, EventLoopGroup loops, Reception reception) {
        this.options = new ClientListener.Options(
                config.clients().backlog(), config.clients().tcpKeepAlive());
        this.handshakes = new HandshakeCounts(config.tls().clients().handshakesMax());
        this.arithmetic = Executors.newFixedThreadPool(
                config.engine().eventLoops(), new DefaultThreadFactory("corral-handshakes", true));
        this.loops = loops;
        this.reception = reception;
        this.door = counted(handshakes);
    }

    /**
     * Opens the ports that are configured.
     *
     * @param engines protect connections with TLS; present when some are to be
     * @throws IOException when an address cannot be bound
     */
    static ClientPorts open(
            ServerConfig config, Optional<TlsEngines> engines, EventLoopGroup loops, Reception reception)
            throws IOException {
        ClientPorts ports = new ClientPorts(config, loops, reception);
        try {
            ports.bind(config, engines);
            return ports;
        } catch (IOException e) {
            ports.close();
            throw e;
        }
    }

    private void bind(ServerConfig config, Optional<TlsEngines> engines) throws IOException {
        ClientTls tls = config.tls().clients();
        Optional<ClientDoor> tlsDoor = engines.map(each -> tlsDoor(each, tls));
        if (tls.unified() && tlsDoor.isPresent()) {
            door = new UnifiedDoor(door, tlsDoor.get(), reception.patience());
        }
        if (config.clients().address().isPresent()) {
            plain = bind(config.clients().address().get(), "clientPort", door);
        }
        if (tls.secureAddress().isPresent() && tlsDoor.isPresent()) {
            secure = bind(tls.secureAddress().get(), "secureClientPort", tlsDoor.get());
        }
    }

    /**
     * Opens the plain port somewhere else, then closes the one before. Where both cannot be had at a time, as with another host and the
     * same port, the one before is given up first, and taken again if the new one cannot be had. Not from several threads at a time.
     *
     * @throws IOException when the address cannot be bound; then the port before is open, unless the message says otherwise
     */
    void move(InetSocketAddress address) throws IOException {
        ClientListener before = plain;
        if (before == null || !before.isOpen()) {
            plain = bind(address, "clientPort", door);
        } else if (!address.equals(before.address())) {
            plain = moved(before, address);
        }
    }

    private ClientListener moved(ClientListener before, InetSocketAddress address) throws IOException {
        InetSocketAddress former = before.address();
        try {
            ClientListener opened = bind(address, "clientPort", door);
            before.close();
            return opened;
        } catch (IOException e) {
            if (former.getPort() != address.getPort()) {
                throw e;
            }
        }
        before.close();
        try {
            return bind(address, "clientPort", door);
        } catch (IOException e) {
            plain = returned(former, e);
            throw e;
        }
    }

    private ClientListener returned(InetSocketAddress former, IOException why) throws IOException {
        try {
            return bind(former, "clientPort", door);
        } catch (IOException again) {
            why.addSuppressed(again);
            throw new IOException(why.getMessage() + " And not on " + former + " any more either.", why);
        }
    }

    /** Lets in whoever calls, and counts them. */
    private static ClientDoor counted(HandshakeCounts counts) {
        return (caller, remote, entry) -> {
            counts.plain(remote.getAddress());
            ClientDoor.OPEN.guard(caller, remote, entry);
        };
    }

    private ClientDoor tlsDoor(TlsEngines engines, ClientTls tls) {
        ClientDoor door = new TlsDoor(engines, arithmetic, handshakes, tls.superUser(), reception.log());
        return tls.dropEarly() ? reception.onlyWhileServing(door) : door;
    }

    private ClientListener bind(InetSocketAddress address, String key, ClientDoor behind) throws IOException {
        return ClientListener.bind(address, key, options, loops, channel -> reception.receive(channel, behind));
    }

    /** The plain port; null when there is none. */
    @Nullable
    InetSocketAddress plainAddress() {
        ClientListener open = plain;
        return open == null ? null : open.address();
    }

    /** The port for TLS; null when there is none. */
    @Nullable
    InetSocketAddress secureAddress() {
        ClientListener open = secure;
        return open == null ? null : open.address();
    }

    TlsCounts handshakes() {
        return handshakes.counts();
    }

    /** Accepts nobody any more; open connections stay. */
    @Override
    public void close() {
        ClientListener openPlain = plain;
        if (openPlain != null) {
            openPlain.close();
        }
        ClientListener openSecure = secure;
        if (openSecure != null) {
            openSecure.close();
        }
        arithmetic.shutdown();
    }
}
