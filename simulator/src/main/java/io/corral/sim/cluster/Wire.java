package io.corral.sim.cluster;

import io.corral.raft.port.PeerTransport;
import io.corral.sim.world.NetworkWeather;
import io.corral.sim.world.SimulatedClock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The connection in one direction between two machines. What travels on it keeps its order and is not lost while it stands; it
 * may wait for long. When it breaks, what was under way is lost or arrives late, even after what a new connection brings.
 */
final class Wire {
    private static final long MILLISECOND = 1_000_000;
    private static final long MAX_RETRANSMISSION_NANOS = 200 * MILLISECOND;
    private static final long MAX_REDIAL_NANOS = 60 * MILLISECOND;
    private static final long MAX_NOTICE_NANOS = 2 * MILLISECOND;

    private final SimulatedClock clock;
    private final RandomGenerator random;
    private final long from;
    private final long to;

    private PeerTransport.@Nullable Listener sender;
    private PeerTransport.@Nullable Listener receiver;
    private boolean connected;
    private boolean cut;
    private boolean refused;
    private boolean machineGone;
    private NetworkWeather weather = NetworkWeather.FAIR;
    private long connections;
    private long lives;
    private long lastArrival;
    private final Deque<Consumer<PeerTransport.Listener>> stalled = new ArrayDeque<>();

    Wire(SimulatedClock clock, RandomGenerator random, long from, long to) {
        this.clock = clock;
        this.random = random;
        this.from = from;
        this.to = to;
    }

    long from() {
        return from;
    }

    long to() {
        return to;
    }

    void weather(NetworkWeather now) {
        weather = now;
    }

    /** A process that sends has started. */
    void senderUp(PeerTransport.Listener listener) {
        sender = listener;
        dialSoon();
    }

    /** A process that receives has started. What was connected to its machine before is not any more, if it was not noticed yet. */
    void receiverUp(PeerTransport.Listener listener) {
        breakNow();
        receiver = listener;
        dialSoon();
    }

    void senderDown() {
        sender = null;
        breakNow();
    }

    /**
     * The process at the other end is gone.
     *
     * @param silently its machine is gone with it: nobody tells the sender
     */
    void receiverDown(boolean silently) {
        receiver = null;
        machineGone = silently;
        if (!silently) {
            clock.after(random.nextLong(MAX_NOTICE_NANOS), () -> {
                if (receiver == null) {
                    breakNow();
                }
            });
        }
    }

    /** Nothing gets through until it is mended; what is sent meanwhile waits. */
    void cut() {
        cut = true;
    }

    /** Something on the way answers for the machine at the other end: there is nobody. */
    void refuse() {
        cut = true;
        refused = true;
        breakNow();
    }

    void mend() {
        if (cut) {
            cut = false;
            refused = false;
            PeerTransport.Listener addressee = receiver;
            while (addressee != null && !stalled.isEmpty()) {
                stalled.removeFirst().accept(addressee);
            }
            dialSoon();
        }
    }

    /** What its sender has sent so far never arrives: not even late, since nothing overtakes what comes from the same machine. */
    void forget() {
        lives++;
    }

    /** The connection is reset. */
    void breakNow() {
        if (connected) {
            connected = false;
            connections++;
            lastArrival = 0;
            stalled.clear();
            PeerTransport.Listener told = sender;
            if (told != null) {
                told.onPeerDisconnected(to);
                findGone(told);
                dialSoon();
            }
        }
    }

    void send(Consumer<PeerTransport.Listener> message) {
        PeerTransport.Listener addressee = receiver;
        if (!connected || addressee == null) {
            return;
        }
        long delay = random.nextLong(weather.minDelayNanos(), weather.maxDelayNanos());
        if (random.nextDouble() < weather.loss()) {
            delay += random.nextLong(MAX_RETRANSMISSION_NANOS);
        }
        long arrival = Math.max(clock.nowNanos() + delay, lastArrival + 1);
        lastArrival = arrival;
        long connection = connections;
        long life = lives;
        clock.after(arrival - clock.nowNanos(), () -> arrive(message, addressee, connection, life));
    }

    private void arrive(
            Consumer<PeerTransport.Listener> message, PeerTransport.Listener addressee, long connection, long life) {
        boolean late = connection != connections;
        if (life != lives || addressee != receiver || (late && random.nextBoolean())) {
            return;
        }
        if (late) {
            clock.after(random.nextLong(MAX_REDIAL_NANOS), () -> {
                if (addressee == receiver && life == lives) {
                    message.accept(addressee);
                }
            });
        } else if (cut) {
            stalled.add(message);
        } else {
            message.accept(addressee);
        }
    }

    /** Redials at once; the machine refuses for a process that is gone, unless it is gone itself. Others on the way may refuse, too. */
    private void findGone(PeerTransport.Listener told) {
        clock.after(random.nextLong(MAX_NOTICE_NANOS), () -> {
            if (sender == told && (refused || (receiver == null && !cut && !machineGone))) {
                told.onPeerGone(to);
            }
        });
    }

    private void dialSoon() {
        clock.after(random.nextLong(MILLISECOND, MAX_REDIAL_NANOS), () -> {
            PeerTransport.Listener told = sender;
            if (!connected && !cut && told != null && receiver != null) {
                connected = true;
                told.onPeerConnected(to);
            }
        });
    }
}
