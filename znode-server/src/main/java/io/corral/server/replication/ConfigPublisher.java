package io.corral.server.replication;

import io.corral.server.view.BatchFeed;
import io.corral.tree.Znode;
import io.corral.tree.codec.CommandEncoder;
import io.corral.tree.command.PublishConfig;
import io.corral.tree.path.PathRules;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Sees to it that /zookeeper/config says who belongs to the ensemble; the leader writes it there when it differs. Clients such as
 * Curator's ensemble tracker read it. {@link #run} is called at intervals on one thread.
 */
public final class ConfigPublisher implements Runnable {
    /** ZooKeeper's version of a membership that was never changed. */
    private static final long INITIAL_VERSION = 0;

    private final ReplicationLink link;
    private final BatchFeed feed;
    private final byte[] membership;

    /**
     * @param link the way into the log
     * @param feed the published batches
     * @param membership the text to be read at /zookeeper/config
     */
    public ConfigPublisher(ReplicationLink link, BatchFeed feed, String membership) {
        this.link = link;
        this.feed = feed;
        this.membership = membership.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void run() {
        Leadership leadership = link.leadership();
        if (!leadership.local()) {
            return;
        }
        Znode config = feed.newest().state().find(PathRules.CONFIG);
        if (config != null && !Arrays.equals(config.data(), membership)) {
            link.submitInTerm(
                    leadership.term(), List.of(CommandEncoder.encode(new PublishConfig(membership, INITIAL_VERSION))));
        }
    }
}
