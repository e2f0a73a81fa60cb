package io.corral.bench.engine;

/** A replication engine that is measured. All nodes take the same arguments. */
public enum EngineContestant {
    /** Apache Ratis 3.3.0. */
    RATIS("Ratis", "io.corral.bench.ratis.RatisNode"),
    /** SOFAJRaft 1.4.1. */
    JRAFT("SOFAJRaft", "io.corral.bench.jraft.JRaftNode"),
    /** Corral's raft-engine, from this build. */
    CORRAL("Corral", "io.corral.bench.engine.CorralEngineNode");

    private final String title;
    private final String mainClass;

    EngineContestant(String title, String mainClass) {
        this.title = title;
        this.mainClass = mainClass;
    }

    /** Its name in reports. */
    public String title() {
        return title;
    }

    String mainClass() {
        return mainClass;
    }
}
