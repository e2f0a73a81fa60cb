package io.corral.server.status;

/** The part a server plays at this moment. The words are those of ZooKeeper's {@code Mode:} line. */
public enum ServerMode {
    /** The leader of its term. */
    LEADER("leader"),
    /** Follows a leader and votes. */
    FOLLOWER("follower"),
    /** Follows a leader without a vote. */
    OBSERVER("observer"),
    /** Alone, by configuration. */
    STANDALONE("standalone"),
    /** Cut off from the majority, serving reads only. */
    READ_ONLY("read-only"),
    /** Without a leader: an election is going on, or the majority is out of reach. */
    LOOKING("looking");

    private final String word;

    ServerMode(String word) {
        this.word = word;
    }

    /** The lower-case word monitoring tools know. */
    public String word() {
        return word;
    }
}
