package io.corral.sim.raft;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Clients: propose and read at whatever node they like, mostly at the leader, all the time. */
final class Clients {

    private static final long MAX_PAUSE_NANOS = 16_000_000;
    private static final int MAX_BATCH = 4;
    private static final int MAX_PAYLOAD_BYTES = 90;
    private static final double AT_THE_LEADER = 0.7;

    private final Group group;
    private final RandomGenerator random;

    Clients(Group group, RandomGenerator random) {
        this.group = group;
        this.random = random;
    }

    void start() {
        group.clock().after(random.nextLong(MAX_PAUSE_NANOS), () -> {
            if (random.nextInt(3) == 0) {
                someNode().read();
            } else {
                propose();
            }
            start();
        });
    }

    void propose() {
        List<byte[]> payloads = new ArrayList<>();
        int count = random.nextInt(1, MAX_BATCH + 1);
        for (int i = 0; i < count; i++) {
            byte[] payload = new byte[random.nextInt(MAX_PAYLOAD_BYTES)];
            random.nextBytes(payload);
            payloads.add(payload);
        }
        someNode().propose(payloads);
    }

    private SimulatedNode someNode() {
        SimulatedNode any = group.nodes().get(random.nextInt(group.nodes().size()));
        return random.nextDouble() < AT_THE_LEADER ? group.leader().orElse(any) : any;
    }
}
