package io.corral.sim.cluster;

import io.corral.raft.core.ReadLevel;
import io.corral.sim.history.Call;
import io.corral.sim.history.Operation;
import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Asks for one thing after the other, of whatever node it likes, and again until it is answered. */
final class Client {
    private static final long MILLISECOND = 1_000_000;
    private static final long MAX_THINK_NANOS = 8 * MILLISECOND;
    private static final long MAX_TRAVEL_NANOS = MILLISECOND;
    private static final long MIN_PATIENCE_NANOS = 20 * MILLISECOND;
    private static final long MAX_PATIENCE_NANOS = 250 * MILLISECOND;
    private static final long MAX_LAG_NANOS = 300 * MILLISECOND;
    private static final double AT_THE_LEADER = 0.75;
    private static final int BESIEGED_ONE_IN = 3;
    private static final int MAX_PADDING = 60;
    private static final int HUGE_PADDING = 5_000;
    private static final int HUGE_ONE_IN = 60;
    private static final int FEW_VALUES = 3;

    private final int id;
    private final Cluster cluster;
    private final SplittableRandom random;
    private final Clients clients;
    private final Sight sight;
    private int sequence;
    private int attempts;
    private boolean finishing;
    private ReadLevel level = ReadLevel.LINEARIZABLE;
    private @Nullable Call open;

    Client(int id, Cluster cluster, SplittableRandom random, Clients clients) {
        this.id = id;
        this.cluster = cluster;
        this.random = random;
        this.clients = clients;
        sight = new Sight(id);
    }

    boolean isWaiting() {
        return open != null;
    }

    void finish() {
        finishing = true;
    }

    /** Thinks for a while, then asks for the next thing. */
    void goOn() {
        cluster.clock().after(random.nextLong(MAX_THINK_NANOS), () -> {
            if (!finishing) {
                sequence++;
                Operation operation = cluster.troubles().sieges().areQuiet() ? drawRead() : draw();
                level = drawLevel();
                Call call = isStale(operation)
                        ? new Call(id, operation, cluster.clock().nowNanos())
                        : clients.ask(id, operation, cluster.clock().nowNanos());
                open = call;
                int padding = random.nextInt(HUGE_ONE_IN) == 0 ? HUGE_PADDING : random.nextInt(MAX_PADDING);
                attempt(call, new RegisterCommand(id, sequence, operation, padding));
            }
        });
    }

    /** What may be stale has no place in the order of what is linearizable; its age is checked where it is granted. */
    private boolean isStale(Operation operation) {
        return operation.kind() == Operation.Kind.READ && level instanceof ReadLevel.BoundedStaleness;
    }

    private ReadLevel drawLevel() {
        return switch (random.nextInt(4)) {
            case 0 -> ReadLevel.LINEARIZABLE;
            case 1 -> ReadLevel.stale(Duration.ofNanos(random.nextLong(MAX_LAG_NANOS)));
            default -> ReadLevel.LEASED;
        };
    }

    private Operation drawRead() {
        return new Operation(Operation.Kind.READ, random.nextInt(cluster.shape().keys()), 0, 0);
    }

    private Operation draw() {
        int key = random.nextInt(cluster.shape().keys());
        long unique = ((long) id << 32) | sequence;
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> new Operation(Operation.Kind.READ, key, 0, 0);
            case 3 -> new Operation(Operation.Kind.WRITE, key, random.nextInt(FEW_VALUES), 0);
            case 4 -> new Operation(Operation.Kind.SWAP, key, random.nextInt(FEW_VALUES), random.nextInt(FEW_VALUES));
            default -> new Operation(Operation.Kind.APPEND, key, unique, 0);
        };
    }

    private void attempt(Call call, RegisterCommand command) {
        if (open != call) {
            return;
        }
        int attempt = ++attempts;
        if (call.operation().kind() == Operation.Kind.READ
                || !cluster.troubles().sieges().areQuiet()) {
            Machine machine = choose();
            cluster.clock().after(random.nextLong(MAX_TRAVEL_NANOS), () -> arrive(machine, call, command));
        }
        cluster.clock().after(random.nextLong(MIN_PATIENCE_NANOS, MAX_PATIENCE_NANOS), () -> {
            if (attempt == attempts) {
                attempt(call, command);
            }
        });
    }

    private void arrive(Machine machine, Call call, RegisterCommand command) {
        NodeLife life = machine.process();
        if (life == null) {
            return;
        }
        Reply reply = (value, index) -> answer(call, value, life, index);
        if (call.operation().kind() == Operation.Kind.READ) {
            life.read(level, command.operation().key(), reply);
        } else {
            life.execute(command, reply);
        }
    }

    private void answer(Call call, long value, NodeLife life, long index) {
        cluster.clock().after(random.nextLong(MAX_TRAVEL_NANOS), () -> {
            if (open == call) {
                open = null;
                sight.sees(life, index, isStale(call.operation()));
                call.answered(value, cluster.clock().nowNanos());
                cluster.tally().count("answers");
                goOn();
            }
        });
    }

    private Machine choose() {
        Machine besieged = cluster.troubles().sieges().besieged();
        if (besieged != null && random.nextInt(BESIEGED_ONE_IN) == 0) {
            return besieged;
        }
        Machine any = cluster.machines().get(random.nextInt(cluster.machines().size()));
        return random.nextDouble() < AT_THE_LEADER ? cluster.leader().orElse(any) : any;
    }
}
