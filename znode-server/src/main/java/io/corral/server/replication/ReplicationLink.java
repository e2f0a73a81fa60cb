package io.corral.server.replication;

import java.util.List;

/** What event loops need of replication. Every method may be called from any thread and never blocks. */
public interface ReplicationLink {
    /** Called back with the answer to {@link #readIndex}, on any thread; must not block. */
    interface ReadIndexListener {
        /** Everything committed when the question was asked is at or below this Raft index. */
        void granted(long index);

        /** No leader confirmed it; the question may be asked again. */
        void refused();
    }

    /** Who leads at this moment, as far as this server knows. */
    Leadership leadership();

    /**
     * Hands encoded commands to the leader, to be appended in this order. May lose them, whole or from some point on; never
     * changes their order. Whoever cares sends them again, which does no harm: each executes once.
     */
    void submit(List<byte[]> commands);

    /**
     * Appends commands that are the leader's own decisions, if this server still leads in the term in which it took them. May lose
     * them otherwise.
     */
    void submitInTerm(long term, List<byte[]> commands);

    /**
     * Whether writes are refused at present, because too few disks take them. What is submitted all the same waits until they do.
     */
    boolean refusesWrites();

    /** Asks up to which index this server must have executed to have seen all that is committed now. */
    void readIndex(ReadIndexListener listener);

    /** Tells the leader that clients of these sessions were heard of. Best effort. */
    void sessionsHeardOf(long[] sessionIds, int count);
}
