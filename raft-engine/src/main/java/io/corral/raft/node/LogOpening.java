package io.corral.raft.node;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.log.CorruptLogException;
import io.corral.raft.log.FilePreparation;
import io.corral.raft.log.LogDirectory;
import io.corral.raft.log.SegmentedLog;
import io.corral.raft.log.SegmentedLogSettings;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the log of a node. A damaged one is set aside when the other members can repair the node. */
public final class LogOpening {
    private static final Logger LOG = LoggerFactory.getLogger(LogOpening.class);

    private LogOpening() {}

    /**
     * Opens the log, or a new one in place of a damaged one, whose files are renamed and kept. The node then recovers: it does not
     * vote, in any group, until it has been repaired.
     *
     * @param self this node
     * @param members the members as configured, by which is judged whether others can repair this node
     * @throws IOException when the log cannot be read, or is damaged and nobody can repair it
     */
    public static SegmentedLog open(
            LogDirectory directory,
            SegmentedLogSettings settings,
            FilePreparation preparation,
            long self,
            Membership members)
            throws IOException {
        try {
            return SegmentedLog.open(directory, settings, preparation);
        } catch (CorruptLogException damage) {
            Restoration.requireOthers(self, members, "The log is damaged: " + damage.getMessage());
            List<String> kept = SegmentedLog.setAside(directory);
            LOG.error(
                    "The log is damaged: {}. Its files are kept in {} as {}; this node starts without them, and does not vote"
                            + " until its peers have repaired it. Look at the disk before you rely on it again",
                    damage.getMessage(),
                    directory.describe(),
                    kept);
            return SegmentedLog.open(directory, settings, preparation);
        }
    }
}
