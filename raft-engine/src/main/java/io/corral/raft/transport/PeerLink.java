package io.corral.raft.transport;

import io.corral.raft.port.PeerTransport;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a dialled connection to one peer: dials, and after a loss dials again, at first without waiting, then waiting longer each
 * time it fails. A refusal right after a loss says that the process of the peer is gone. Its state changes only on one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failures arrive as closed channels
final class PeerLink implements OutboundConnection.Events {
    private final TransportSettings settings;
    private final long peer;
    private final Dialling dialling;
    private final Succession calls;
    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final PeerTransport.Listener listener;
    private final ConnectionJournal journal;
    private InetSocketAddress address;
    private Duration nextWait;
    private boolean closed;
    private boolean failureReported;

    /** Whether the peer has called since the latest attempt began. */
    private boolean calledMeanwhile;

    /** A connection to or from the peer was lost, and it is not known yet whether the peer lives. */
    private boolean lossUnexplained;

    /** The established connection has stood for a while: one that is lost at once each time must not be dialled without pause. */
    private boolean steady;

    private @Nullable Channel dialled;

    /** The wait before the next attempt; null while there is no wait. */
    private @Nullable Future<?> waiting;

    private volatile @Nullable OutboundConnection established;

    PeerLink(
            TransportSettings settings,
            long peer,
            InetSocketAddress address,
            Dialling dialling,
            Succession calls,
            PeerTransport.Listener listener,
            ConnectionJournal journal) {
        this.settings = settings;
        this.peer = peer;
        this.address = address;
        this.dialling = dialling;
        this.calls = calls;
        this.loop = dialling.loop();
        this.listener = listener;
        this.journal = journal;
        this.nextWait = settings.limits().reconnectMin();
        this.bootstrap = dialling.template().clone(loop).handler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                dialling.guard().dialled(channel, address);
                channel.pipeline()
                        .addLast(new FrameDecoder())
                        .addLast(new OutboundConnection(
                                settings, peer, PeerLink.this, journal, dialling.greeter(), channel));
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

    /**
     * Ends a wait for the next attempt and dials. When an attempt is under way, it may have come too early, and another one follows at
     * once if it fails; nothing when a connection stands. Any thread.
     */
    void dialNow() {
        onLoop(() -> {
            nextWait = settings.limits().reconnectMin();
            if (waiting != null && waiting.cancel(false)) {
                dial();
            } else {
                calledMeanwhile = established == null;
            }
        });
    }

    /** The peer is somewhere else; a connection that stands is kept. Any thread. */
    void readdress(InetSocketAddress newAddress) {
        onLoop(() -> {
            if (!newAddress.equals(address)) {
                address = newAddress;
                failureReported = false;
                nextWait = settings.limits().reconnectMin();
                if (waiting != null && waiting.cancel(false)) {
                    dial();
                }
            }
        });
    }

    /** The peer's own connection to this node was lost: dials to find out why, unless the connection to it stands. Any thread. */
    void lostItsCall() {
        onLoop(() -> {
            if (established == null) {
                lossUnexplained = true;
                if (waiting != null && waiting.cancel(false)) {
                    dial();
                }
            }
        });
    }

    void close() {
        onLoop(() -> {
            closed = true;
            if (dialled != null) {
                dialled.close();
            }
        });
    }

    /** The name is looked up anew each time, as it may have moved, and away from the event loop, as that may take long. */
    private void dial() {
        waiting = null;
        calledMeanwhile = false;
        if (closed) {
            return;
        }
        if (!address.isUnresolved()) {
            connect(address);
            return;
        }
        try {
            InetSocketAddress asked = address;
            dialling.lookups().execute(() -> {
                InetSocketAddress found = dialling.addresses().resolve(asked);
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
                failed(result.cause());
            } else if (closed) {
                attempt.channel().close();
            }
        });
    }

    /**
     * A peer that still has its own connection to this node is not gone; or its last messages are still on their way, and should be
     * seen before that is said. When that connection ends, too, another attempt tells.
     */
    private void failed(Throwable cause) {
        reportOnce(String.valueOf(cause.getMessage()));
        if (isRefusal(cause) && lossUnexplained && !closed && !calls.isPresent(peer)) {
            lossUnexplained = false;
            listener.onPeerGone(peer);
        }
        if (calledMeanwhile) {
            dial();
        } else {
            dialLater();
        }
    }

    /** A host that vanished refuses nothing: the attempt takes too long, which Netty reports as a kind of the same exception. */
    private static boolean isRefusal(Throwable cause) {
        return cause instanceof ConnectException && !(cause instanceof ConnectTimeoutException);
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
        lossUnexplained = false;
        established = connection;
        becomesSteady(connection);
        listener.onPeerConnected(peer);
    }

    @Override
    public void onClosed(OutboundConnection connection, boolean wasEstablished) {
        if (wasEstablished) {
            journal.note("Lost the connection to node " + peer + " at " + Addresses.describe(address));
            established = null;
            lossUnexplained = true;
            listener.onPeerDisconnected(peer);
        }
        if (wasEstablished && steady) {
            steady = false;
            dial();
        } else {
            dialLater();
        }
    }

    @Override
    public void onUnprotected(String trouble) {
        reportOnce(trouble);
    }

    private void becomesSteady(OutboundConnection connection) {
        steady = false;
        loop.schedule(
                () -> {
                    steady |= established == connection;
                },
                settings.limits().reconnectMin().toNanos(),
                TimeUnit.NANOSECONDS);
    }
}
