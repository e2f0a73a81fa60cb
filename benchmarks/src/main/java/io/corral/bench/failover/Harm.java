package io.corral.bench.failover;

import io.corral.bench.server.ServerProcess;
import java.io.IOException;

/** What happens to a leader. */
enum Harm {
    /** Its process ends at once: connections are reset, new ones refused. */
    KILL("killed") {
        @Override
        void strike(ServerProcess leader) throws InterruptedException {
            leader.kill();
        }

        @Override
        void heal(ServerProcess leader) throws IOException {
            leader.start();
        }
    },
    /** Its process stands still: connections stay open and say nothing. */
    STOP("stopped") {
        @Override
        void strike(ServerProcess leader) throws IOException, InterruptedException {
            leader.pause();
        }

        @Override
        void heal(ServerProcess leader) throws IOException, InterruptedException {
            leader.resume();
        }
    };

    private final String participle;

    Harm(String participle) {
        this.participle = participle;
    }

    String participle() {
        return participle;
    }

    abstract void strike(ServerProcess leader) throws IOException, InterruptedException;

    abstract void heal(ServerProcess leader) throws IOException, InterruptedException;
}
