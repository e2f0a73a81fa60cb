package io.corral.sim.cluster;

import io.corral.raft.log.FilePreparation;
import io.corral.raft.log.LogFile;
import io.corral.raft.port.UnwritableException;
import io.corral.sim.world.SimulatedClock;
import java.io.IOException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Creates log files some time after they were asked for, or when they are needed, whichever comes first. */
final class PreparedLater implements FilePreparation {
    private static final long MAX_WAIT_NANOS = 20_000_000;

    private final SimulatedClock clock;
    private final RandomGenerator random;

    PreparedLater(SimulatedClock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Prepared begin(Creation creation) {
        Order order = new Order(creation);
        clock.after(random.nextLong(MAX_WAIT_NANOS), order::carryOut);
        return order;
    }

    private static final class Order implements Prepared {
        private final Creation creation;
        private boolean carriedOut;
        private @Nullable LogFile file;
        private @Nullable IOException failure;

        private Order(Creation creation) {
            this.creation = creation;
        }

        private void carryOut() {
            if (!carriedOut) {
                carriedOut = true;
                try {
                    file = creation.create();
                } catch (IOException failed) {
                    failure = failed;
                }
            }
        }

        @Override
        public LogFile await() throws IOException {
            carryOut();
            if (failure instanceof UnwritableException refused) {
                throw refused;
            }
            if (file == null) {
                throw new IOException("could not prepare a log segment", failure);
            }
            return file;
        }
    }
}
