package io.corral.server.status;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Where everything that shows a server's state reads it. May be called from any thread, at any time between start and stop,
 * serving or not; never blocks.
 */
public interface ServerStatusSource {

    /** This server now. Costs no more than reading counters. */
    ServerStatus current();

    /** All members as this server knows them: itself as of now, the others as they last reported. */
    EnsembleStatus ensemble();

    /**
     * The open connections of this server, ordered by the time they were accepted. Each event loop lists its own between two
     * of its other tasks, so nothing stops for it.
     */
    CompletableFuture<List<ConnectionStatus>> connections();

    /** What happened to this server lately, the newest first; a few hundred events at most. */
    List<ServerEvent> events();

    /** What the connections of this server watch, ordered by session; connections that watch nothing are left out. */
    CompletableFuture<List<WatchStatus>> watches();

    /** Digests of this server's recent states, the oldest first; a thousand at most. */
    List<TreeDigest> digests();

    /** Paths of the ephemeral nodes of a session in the state this server holds, sorted; none when it does not exist. */
    List<String> ephemeralsOf(long sessionId);

    /** When sessions expire of which nothing more is heard; nothing on servers that do not decide it. */
    default CompletableFuture<Expiries> expiries() {
        return CompletableFuture.completedFuture(Expiries.NONE);
    }

    /** The sessions of the ensemble in the state this server holds, ordered by id. */
    CompletableFuture<List<SessionStatus>> sessions();
}
