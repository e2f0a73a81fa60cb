package io.corral.server.ensemble;

import io.corral.server.view.BatchFeed;
import io.corral.tree.ensemble.Ensemble;
import io.corral.tree.ensemble.EnsembleMember;
import io.corral.tree.ensemble.EnsembleState;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a server follow its ensemble: tells its parts when other members are in force or proposed. {@link #run} is called at short
 * intervals on one thread.
 */
public final class EnsembleFollower implements Runnable {
    /** What follows. None of it may block for long. */
    public interface Parts {
        /** These are the other servers to be connected to, proposed members included: their peer addresses, unresolved. */
        void peers(Map<Long, InetSocketAddress> addresses);

        /** These are the members. Called once at the start, too. */
        void members(Ensemble ensemble);

        /** This server's line is another than before, or than it was started with. */
        void ownLine(EnsembleMember before, EnsembleMember now);
    }

    private final long serverId;
    private final KnownEnsemble known;
    private final BatchFeed feed;
    private final Parts parts;
    private @Nullable EnsembleState seen;
    private @Nullable Ensemble told;
    private Optional<EnsembleMember> ownLine;

    /**
     * Nobody has been told of anything.
     *
     * @param serverId this server
     * @param known the members as this server knows them
     * @param feed the published states
     * @param parts what follows
     */
    public EnsembleFollower(long serverId, KnownEnsemble known, BatchFeed feed, Parts parts) {
        this.serverId = serverId;
        this.known = known;
        this.feed = feed;
        this.parts = parts;
        this.ownLine = known.self();
    }

    @Override
    public void run() {
        EnsembleState state = feed.newest().state().ensemble();
        if (state.equals(seen)) {
            return;
        }
        seen = state;
        Ensemble ensemble = known.now();
        parts.peers(peers(ensemble, state));
        if (!ensemble.equals(told)) {
            told = ensemble;
            parts.members(ensemble);
            followOwnLine();
        }
    }

    private Map<Long, InetSocketAddress> peers(Ensemble ensemble, EnsembleState state) {
        Map<Long, InetSocketAddress> addresses = new TreeMap<>();
        state.proposal().ifPresent(proposal -> proposal.members().forEach(member -> add(addresses, member)));
        ensemble.members().forEach(member -> add(addresses, member));
        return addresses;
    }

    private void add(Map<Long, InetSocketAddress> addresses, EnsembleMember member) {
        if (member.id() != serverId) {
            addresses.put(member.id(), InetSocketAddress.createUnresolved(member.host(), member.peerPort()));
        }
    }

    private void followOwnLine() {
        Optional<EnsembleMember> now = known.self();
        if (ownLine.isPresent() && now.isPresent() && !now.equals(ownLine)) {
            parts.ownLine(ownLine.get(), now.get());
        }
        ownLine = now;
    }
}
