package io.corral.bench.engine;

import io.corral.bench.server.JavaCommand;
import picocli.CommandLine.Option;

/** Options that say where the engines lie that have a class path of their own. */
final class EngineClassPaths {
    @Option(names = "--ratis-class-path", hidden = true, description = "Where Ratis lies.")
    private String ratis = "";

    @Option(names = "--jraft-class-path", hidden = true, description = "Where SOFAJRaft lies.")
    private String jraft = "";

    JavaCommand choose(EngineContestant contestant, JavaCommand java) {
        return switch (contestant) {
            case RATIS -> java.withClassPath(ratis);
            case JRAFT -> java.withClassPath(jraft);
            case CORRAL -> java;
        };
    }
}
