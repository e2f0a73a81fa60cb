package io.corral.raft.transport;

import io.netty.channel.Channel;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * To which cluster this node belongs, once it knows, and to which its peers say that they do. Two nodes that know different ones stay
 * apart: they have nothing in common but an address that one of them once had. Any thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failures arrive as closed channels
final class Allegiance {
    private static final int MOST_REMEMBERED = 64;

    private final ConnectionJournal journal;
    private final Map<Channel, Claim> claims = new ConcurrentHashMap<>();
    private final Set<Claim> reported = ConcurrentHashMap.newKeySet();
    private volatile long known;

    /** What a peer says of itself. */
    private record Claim(long node, long identity) {}

    /**
     * Nobody has said anything.
     *
     * @param known the identity of the cluster of this node; 0 when it does not know it yet
     */
    Allegiance(long known, ConnectionJournal journal) {
        this.known = known;
        this.journal = journal;
    }

    /** The identity of the cluster of this node; 0 when it does not know it yet. */
    long known() {
        return known;
    }

    /** This node belongs to this cluster from now on. */
    void is(long identity) {
        known = identity;
        claims.forEach((channel, claim) -> {
            if (differs(claim)) {
                report(claim);
                channel.close();
            }
        });
    }

    /** Whether to talk to a node that says this on a connection; one that says no is written down. */
    boolean accepts(long node, long identity, Channel channel) {
        Claim claim = new Claim(node, identity);
        if (identity != TransportSettings.UNKNOWN_IDENTITY) {
            // Before the question: whoever sets what is known meanwhile finds the claim.
            claims.put(channel, claim);
            channel.closeFuture().addListener(closed -> claims.remove(channel));
        }
        if (differs(claim)) {
            report(claim);
            return false;
        }
        return true;
    }

    private boolean differs(Claim claim) {
        long own = known;
        return own != TransportSettings.UNKNOWN_IDENTITY
                && claim.identity != TransportSettings.UNKNOWN_IDENTITY
                && claim.identity != own;
    }

    /** Once for each node and cluster: it calls again and again. What strangers say is remembered up to a bound. */
    private void report(Claim claim) {
        if (reported.size() < MOST_REMEMBERED && reported.add(claim)) {
            journal.warn(
                    "Node " + claim.node + " belongs to ensemble " + text(claim.identity) + ", this node to ensemble "
                            + text(known) + ": they stay apart. If node " + claim.node
                            + " is to be in this ensemble, stop it, empty its"
                            + " data directories and start it again; if not, correct the line of node " + claim.node
                            + " where its address is wrong, here or there.");
        }
    }

    private static String text(long identity) {
        return Long.toHexString(identity);
    }
}
