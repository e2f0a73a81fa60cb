package io.corral.it.recipes;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.ServerProcess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to an ensemble in the middle of a test. */
enum Disturbance {
    /** Nothing. */
    NONE,
    /** The leader dies by SIGKILL, the others elect a new one, and then the dead one is restarted. */
    LEADER_KILLED,
    /** A follower is stopped by SIGSTOP, longer than a client waits for an answer, and then goes on. */
    FOLLOWER_PAUSED;

    /** Chooses the victim now, so that clients can be placed before the blow falls. */
    Strike aimAt(Ensemble ensemble) {
        return switch (this) {
            case NONE -> new Strike(this, ensemble, null);
            case LEADER_KILLED -> new Strike(this, ensemble, ensemble.leader());
            case FOLLOWER_PAUSED ->
                new Strike(this, ensemble, ensemble.followers().get(0));
        };
    }

    /** A disturbance of an ensemble with its victim chosen. */
    static final class Strike {
        private final Disturbance disturbance;
        private final Ensemble ensemble;
        private final @Nullable ServerProcess victim;

        private Strike(Disturbance disturbance, Ensemble ensemble, @Nullable ServerProcess victim) {
            this.disturbance = disturbance;
            this.ensemble = ensemble;
            this.victim = victim;
        }

        /** A server to which nothing happens. */
        ServerProcess bystander() {
            return bystanders().get(0);
        }

        /** The servers to which nothing happens. */
        List<ServerProcess> bystanders() {
            return ensemble.servers().stream()
                    .filter(server -> server != victim)
                    .toList();
        }

        /** Does it, and returns when the ensemble is whole again. */
        void perform() {
            if (victim == null) {
                return;
            }
            if (disturbance == LEADER_KILLED) {
                victim.kill();
                ensemble.leader();
                Pauses.hold(Pauses.WHILE_DEAD);
                victim.start();
            } else {
                victim.pause();
                Pauses.hold(Pauses.LONGER_THAN_CLIENTS_WAIT);
                victim.resume();
            }
            ensemble.awaitServing();
        }
    }
}
