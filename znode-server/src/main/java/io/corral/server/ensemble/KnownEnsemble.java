package io.corral.server.ensemble;

import io.corral.server.config.EnsembleConfig;
import io.corral.server.view.BatchFeed;
import io.corral.tree.ensemble.Ensemble;
import io.corral.tree.ensemble.EnsembleMember;
import java.util.Optional;

/** The members as this server knows them now: those of the replicated state, or of its files while these are newer. Any thread. */
public final class KnownEnsemble {
    private final EnsembleConfig config;
    private final Ensemble configured;
    private final BatchFeed feed;

    /**
     * What is known.
     *
     * @param config what the files say
     * @param feed the published states
     */
    public KnownEnsemble(EnsembleConfig config, BatchFeed feed) {
        this.config = config;
        this.configured = config.ensemble();
        this.feed = feed;
    }

    /** The members; nobody for a server that is alone by configuration. */
    public Ensemble now() {
        Ensemble replicated = feed.newest().state().ensemble().inForce();
        return replicated.version() > configured.version() ? replicated : configured;
    }

    /** The line of this server: in its files when it is no member, or not yet. Empty for a server that is alone. */
    public Optional<EnsembleMember> self() {
        return now().member(config.serverId()).or(config::self);
    }
}
