package io.corral.server.replication;

/**
 * Who leads, as far as this server knows.
 *
 * @param term the Raft term
 * @param leaderId the leader of that term; 0 while none is known
 * @param local whether that is this server
 */
public record Leadership(long term, long leaderId, boolean local) {
    /** Before anything is known. */
    public static final Leadership NONE = new Leadership(0, 0, false);

    /** Whether there is a leader to turn to. */
    public boolean known() {
        return leaderId != 0;
    }
}
