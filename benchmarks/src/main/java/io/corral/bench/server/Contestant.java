package io.corral.bench.server;

/** A program that is measured. Both take the path of a {@code zoo.cfg} as their one argument. */
public enum Contestant {
    /** Apache ZooKeeper 3.9.5. */
    ZOOKEEPER("ZooKeeper", "org.apache.zookeeper.server.quorum.QuorumPeerMain"),
    /** Corral, from this build. */
    CORRAL("Corral", "io.corral.Main");

    private final String title;
    private final String mainClass;

    Contestant(String title, String mainClass) {
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
