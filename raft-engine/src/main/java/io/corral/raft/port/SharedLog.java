package io.corral.raft.port;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * The durable log of all groups of a node. Opening (by the implementation's factory) repairs a torn tail and fails on damage
 * before it. {@link #persist} and the writing methods of all views are called on one thread, the log thread; the rest from any.
 *
 * <p>After an {@link UnwritableException} nothing has happened, and the call may be repeated; see {@link LogStorage}. After any writing
 * method has thrown another {@link IOException} the whole log is unusable and the node must stop: what a failed
 * fsync left on the disk is unknown, for every group.
 */
public interface SharedLog extends AutoCloseable {

    /**
     * The part of the log that belongs to a group, empty if it has none yet. Always the same view; closing it does nothing.
     *
     * @param group any number
     */
    LogStorage group(int group);

    /** The groups of which something was written. */
    Set<Integer> groups();

    /**
     * Makes work of any groups durable, in order, with one force at the end. When it returns, everything in it survives any crash;
     * when the process dies before, any prefix may survive.
     */
    void persist(List<GroupPersist> batch) throws IOException;

    /** Releases files; does not make anything durable. */
    @Override
    void close() throws IOException;
}
