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
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
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
    private final Dialling dialling;
    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final PeerTransport.Listener listener;
    private final ConnectionJournal journal;
    private Duration nextWait;
    private boolean closed;
    private boolean failureReported;
    private @Nullable Channel dialled;

    /** The wait before the next attempt; null while there is no wait. */
    private @Nullable Future<?> waiting;

    private volatile @Nullable OutboundConnection established;

    PeerLink(
            TransportSettings settings,
            long peer,
            Dialling dialling,
            PeerTransport.Listener listener,
            ConnectionJournal journal) {
        this.settings = settings;
        this.peer = peer;
        this.address = Objects.requireNonNull(settings.peers().get(peer));
        this.dialling = dialling;
        this.loop = dialling.loop();
        this.listener = listener;
        this.journal = journal;
        this.nextWait = settings.limits().reconnectMin();
        this.bootstrap = dialling.template().clone(loop).handler(new ChannelInitializer<>() {
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

    /** Ends a wait for the next attempt and dials; nothing when a connection stands or is under way. Any thread. */
    void dialNow() {
        onLoop(() -> {
            nextWait = settings.limits().reconnectMin();
            if (waiting != null && waiting.cancel(false)) {
                dial();
            }
        });
    }

    void close() {
        loop.execute(() -> {
            closed = true;
            if (dialled != null) {
                dialled.close();
            }
        });
    }

    /** The name is looked up anew each time, as it may have moved, and away from the event loop, as that may take long. */
    private void dial() {
        waiting = null;
        if (closed) {
            return;
        }
        if (!address.isUnresolved()) {
            connect(address);
            return;
        }
        try {
            dialling.lookups().execute(() -> {
                InetSocketAddress found = dialling.addresses().resolve(address);
                onLoop(() -> connect(found));
            });
        } catch (RejectedExecutionException shuttingDown) {
            closed = true;
        }
    }

    private void connect(InetSocketAddress found) {
        if (closed) {
            return;
        }
        if (found.isUnresolved()) {
            reportOnce("the name is unknown");
            dialLater();
            return;
        }
        ChannelFuture attempt = bootstrap.connect(found);
        dialled = attempt.channel();
        attempt.addListener(result -> {
            if (!result.isSuccess()) {
                reportOnce(String.valueOf(result.cause().getMessage()));
                dialLater();
            } else if (closed) {
                attempt.channel().close();
            }
        });
    }

    private void onLoop(Runnable action) {
        try {
            loop.execute(action);
        } catch (RejectedExecutionException shuttingDown) {
            // The transport is closed, and the loop with it: there is nothing left to do.
            return;
        }
    }

    private void reportOnce(String why) {
        if (!failureReported) {
            failureReported = true;
            journal.note(
                    "Cannot reach node " + peer + " at " + Addresses.describe(address) + ": " + why + "; trying on");
        }
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
            long wait = nanos / 2 + dialling.random().nextLong(nanos / 2 + 1);
            waiting = loop.schedule(this::dial, wait, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException shuttingDown) {
            closed = true;
        }
    }

    @Override
    public void onEstablished(OutboundConnection connection) {
        journal.note("Connected to node " + peer + " at " + Addresses.describe(address));
        nextWait = settings.limits().reconnectMin();
        failureReported = false;
        established = connection;
        listener.onPeerConnected(peer);
    }

    @Override
    public void onClosed(OutboundConnection connection, boolean wasEstablished) {
        if (wasEstablished) {
            journal.note("Lost the connection to node " + peer + " at " + Addresses.describe(address));
            established = null;
            listener.onPeerDisconnected(peer);
        }
        dialLater();
    }
}
