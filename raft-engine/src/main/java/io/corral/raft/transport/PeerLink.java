package io.corral.raft.transport;

import io.corral.raft.port.PeerTransport;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a dialled connection to one peer: dials, and after a loss dials again, waiting longer each time it fails. Its
 * state changes only on one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failures arrive as closed channels
final class PeerLink implements OutboundConnection.Events {
    private final TransportSettings settings;
    private final long peer;
    private final InetSocketAddress address;
    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final RandomGenerator random;
    private final PeerTransport.Listener listener;
    private final ConnectionJournal journal;
    private Duration nextWait;
    private boolean closed;
    private boolean failureReported;
    private @Nullable Channel dialled;
    private volatile @Nullable OutboundConnection established;

    PeerLink(
            TransportSettings settings,
            long peer,
            Bootstrap template,
            EventLoop loop,
            RandomGenerator random,
            PeerTransport.Listener listener,
            ConnectionJournal journal) {
        this.settings = settings;
        this.peer = peer;
        this.address = Objects.requireNonNull(settings.peers().get(peer));
        this.loop = loop;
        this.random = random;
        this.listener = listener;
        this.journal = journal;
        this.nextWait = settings.limits().reconnectMin();
        this.bootstrap = template.clone(loop).handler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(new FrameDecoder())
                        .addLast(new OutboundConnection(settings, peer, PeerLink.this, journal, channel));
            }
        });
    }

    /** The connection to send on; null while there is none. */
    @Nullable
    OutboundConnection connection() {
        return established;
    }

    void open() {
        loop.execute(this::dial);
    }

    void close() {
        loop.execute(() -> {
            closed = true;
            if (dialled != null) {
                dialled.close();
            }
        });
    }

    private void dial() {
        if (closed) {
            return;
        }
        ChannelFuture attempt = bootstrap.connect(address);
        dialled = attempt.channel();
        attempt.addListener(result -> {
            if (!result.isSuccess()) {
                if (!failureReported) {
                    failureReported = true;
                    journal.note(
                            "Cannot reach node " + peer + " at " + address + ": " + result.cause() + "; trying on");
                }
                dialLater();
            } else if (closed) {
                attempt.channel().close();
            }
        });
    }

    /** Waits between half the current interval and all of it, so that nodes do not dial in step. */
    private void dialLater() {
        if (closed) {
            return;
        }
        long nanos = nextWait.toNanos();
        Duration doubled = nextWait.multipliedBy(2);
        Duration longest = settings.limits().reconnectMax();
        nextWait = doubled.compareTo(longest) < 0 ? doubled : longest;
        try {
            loop.schedule(this::dial, nanos / 2 + random.nextLong(nanos / 2 + 1), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException shuttingDown) {
            closed = true;
        }
    }

    @Override
    public void onEstablished(OutboundConnection connection) {
        journal.note("Connected to node " + peer + " at " + address);
        nextWait = settings.limits().reconnectMin();
        failureReported = false;
        established = connection;
        listener.onPeerConnected(peer);
    }

    @Override
    public void onClosed(OutboundConnection connection, boolean wasEstablished) {
        if (wasEstablished) {
            journal.note("Lost the connection to node " + peer + " at " + address);
            established = null;
            listener.onPeerDisconnected(peer);
        }
        dialLater();
    }
}
