package io.corral.server.replication;

import io.corral.server.view.BatchFeed;
import io.corral.tree.codec.CommandEncoder;
import io.corral.tree.command.PublishConfig;
import io.corral.tree.ensemble.Ensemble;
import java.util.List;

/**
 * Sees to it that /zookeeper/config says who belongs to an ensemble whose members nobody has ever changed; the leader writes it there
 * when it differs from its files. Clients such as Curator's ensemble tracker read it. {@link #run} is called at intervals on one
 * thread.
 */
public final class ConfigPublisher implements Runnable {
    /** ZooKeeper's version of a membership that was never changed. */
    private static final long INITIAL_VERSION = 0;

    private final ReplicationLink link;
    private final BatchFeed feed;
    private final Ensemble configured;

    /**
     * Publishes these.
     *
     * @param link the way into the log
     * @param feed the published batches
     * @param configured the members as this server's files name them
     */
    public ConfigPublisher(ReplicationLink link, BatchFeed feed, Ensemble configured) {
        this.link = link;
        this.feed = feed;
        this.configured = configured;
    }

    @Override
    public void run() {
        Leadership leadership = link.leadership();
        if (!leadership.local()) {
            return;
        }
        Ensemble known = feed.newest().state().ensemble().inForce();
        if (known.version() == INITIAL_VERSION && !known.members().equals(configured.members())) {
            Ensemble initial = new Ensemble(configured.members(), INITIAL_VERSION);
            link.submitInTerm(
                    leadership.term(),
                    List.of(CommandEncoder.encode(new PublishConfig(initial.bytes(), INITIAL_VERSION))));
        }
    }
}
