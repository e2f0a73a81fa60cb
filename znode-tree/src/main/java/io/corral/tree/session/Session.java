package io.corral.tree.session;

import java.util.Set;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentSet;

/**
 * What the replicated state knows of a client session. Immutable.
 *
 * <p>Writes of a session carry the attach epoch and count 1, 2, 3… within it; write n is executed only after n−1. So a
 * server may re-send whatever it has no outcome for, and each write happens at most once.
 *
 * @param id the session id; see {@link io.corral.tree.EphemeralOwner} for values it cannot have
 * @param timeoutMillis the negotiated timeout
 * @param password what a client must show to attach again
 * @param owner the server and event loop that the client is connected to
 * @param attachEpoch 1 for the first connection, plus 1 with every attach
 * @param lastSequence number of the last write executed in this epoch; 0 for none
 * @param ephemerals paths of the ephemeral nodes of this session, in no particular order
 */
public record Session(
        long id,
        int timeoutMillis,
        SessionPassword password,
        OriginTag owner,
        int attachEpoch,
        long lastSequence,
        PersistentSet<String> ephemerals) {
    /** The attach epoch of a session that has been created and never re-attached. */
    public static final int FIRST_EPOCH = 1;

    /**
     * A new session, as its creating command describes it.
     *
     * @param id session id
     * @param timeoutMillis negotiated timeout
     * @param password chosen by the creating server
     * @param owner the event loop that serves it
     * @return the session in its first epoch, without ephemerals
     */
    public static Session created(long id, int timeoutMillis, SessionPassword password, OriginTag owner) {
        return new Session(
                id, timeoutMillis, password, owner, FIRST_EPOCH, 0, ExtensionsKt.<String>persistentHashSetOf());
    }

    /**
     * The session after a client has come back on another connection.
     *
     * @param newOwner the event loop that serves it now
     * @param newTimeoutMillis the timeout negotiated now
     * @return the session in its next epoch
     */
    public Session attached(OriginTag newOwner, int newTimeoutMillis) {
        return new Session(id, newTimeoutMillis, password, newOwner, attachEpoch + 1, 0, ephemerals);
    }

    /** The session after it has executed this write. */
    public Session withLastSequence(long sequence) {
        return new Session(id, timeoutMillis, password, owner, attachEpoch, sequence, ephemerals);
    }

    /** The session with these ephemeral nodes. */
    public Session withEphemerals(PersistentSet<String> paths) {
        return new Session(id, timeoutMillis, password, owner, attachEpoch, lastSequence, paths);
    }

    /** Paths of the ephemeral nodes, as a plain immutable set. */
    public Set<String> ephemeralPaths() {
        return ephemerals;
    }
}
