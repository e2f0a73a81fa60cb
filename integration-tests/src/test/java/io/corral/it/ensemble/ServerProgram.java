package io.corral.it.ensemble;

/** The program that plays the servers of an ensemble. Both take the path of a {@code zoo.cfg} as their one argument. */
public enum ServerProgram {
    /** Corral, from this build. */
    CORRAL("io.corral.Main"),
    /** Apache ZooKeeper, which the suites were written against: what it passes, Corral must pass. */
    ZOOKEEPER("org.apache.zookeeper.server.quorum.QuorumPeerMain");

    private final String mainClass;

    ServerProgram(String mainClass) {
        this.mainClass = mainClass;
    }

    /** The class whose {@code main} starts a server. */
    public String mainClass() {
        return mainClass;
    }
}
