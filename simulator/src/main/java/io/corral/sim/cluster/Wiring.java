package io.corral.sim.cluster;

import io.corral.raft.message.Envelope;
import io.corral.raft.port.PeerTransport;
import io.corral.sim.world.NetworkWeather;
import io.corral.sim.world.SimulatedClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** All connections between the machines. */
final class Wiring {
    private final List<Wire> wires = new ArrayList<>();

    Wiring(SimulatedClock clock, SplittableRandom random, int machines) {
        for (long from = 1; from <= machines; from++) {
            for (long to = 1; to <= machines; to++) {
                if (from != to) {
                    wires.add(new Wire(clock, random.split(), from, to));
                }
            }
        }
    }

    List<Wire> wires() {
        return wires;
    }

    void weather(NetworkWeather now) {
        wires.forEach(wire -> wire.weather(now));
    }

    void heal() {
        wires.forEach(Wire::mend);
    }

    /** Nothing goes from one machine to the other. */
    void cut(long from, long to) {
        wire(from, to).ifPresent(Wire::cut);
    }

    /** Nothing goes from one machine to the other any more, and the one takes the other's process for gone. */
    void refuse(long from, long to) {
        wire(from, to).ifPresent(Wire::refuse);
    }

    /** What goes from one machine to the other arrives again, and what has waited. */
    void mend(long from, long to) {
        wire(from, to).ifPresent(Wire::mend);
    }

    private Optional<Wire> wire(long from, long to) {
        return wires.stream()
                .filter(wire -> wire.from() == from && wire.to() == to)
                .findFirst();
    }

    /** Nothing that this machine has sent arrives any more. */
    void forget(long machine) {
        wires.stream().filter(wire -> wire.from() == machine).forEach(Wire::forget);
    }

    void machineDown(long machine, boolean silently) {
        for (Wire wire : wires) {
            if (wire.from() == machine) {
                wire.senderDown();
            } else if (wire.to() == machine) {
                wire.receiverDown(silently);
            }
        }
    }

    /** The transport of a process; closed when the process ends. */
    PeerTransport transport(long machine) {
        return new SimulatedTransport(machine);
    }

    private final class SimulatedTransport implements PeerTransport {
        private final long self;

        private SimulatedTransport(long self) {
            this.self = self;
        }

        @Override
        public void start(Listener listener) {
            for (Wire wire : wires) {
                if (wire.from() == self) {
                    wire.senderUp(listener);
                } else if (wire.to() == self) {
                    wire.receiverUp(listener);
                }
            }
        }

        @Override
        public void send(Envelope envelope) {
            wireTo(envelope.to()).send(listener -> listener.onMessage(envelope));
        }

        @Override
        public void sendApplication(int group, long peer, byte[] payload) {
            wireTo(peer).send(listener -> listener.onApplicationMessage(group, self, payload, () -> {}));
        }

        @Override
        public void close() {
            machineDown(self, false);
        }

        private Wire wireTo(long peer) {
            for (Wire wire : wires) {
                if (wire.from() == self && wire.to() == peer) {
                    return wire;
                }
            }
            throw new IllegalArgumentException("no machine " + peer);
        }
    }
}
