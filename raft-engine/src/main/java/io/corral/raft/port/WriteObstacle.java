package io.corral.raft.port;

/** Why a disk takes nothing more at the moment. Both end without this process doing anything. */
public enum WriteObstacle {
    /** The file system, or the quota of its user, is full. */
    NO_SPACE("there is no space left"),
    /** The file system can only be read. */
    READ_ONLY("the file system is read-only");

    private final String inWords;

    WriteObstacle(String inWords) {
        this.inWords = inWords;
    }

    /** The obstacle as half a sentence, for messages. */
    public String inWords() {
        return inWords;
    }
}
