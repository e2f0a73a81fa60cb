package io.corral.server.replication;

import io.corral.server.status.SizeStatus;
import java.util.List;

/** Sizes of the commands that this server has appended since it leads or was told to count anew, in bytes. Any thread may count and read. */
final class ProposalSizes {
    private volatile SizeStatus sizes = SizeStatus.NONE;

    /** These commands go into the log together. */
    void count(List<byte[]> commands) {
        if (commands.isEmpty()) {
            return;
        }
        int min = Integer.MAX_VALUE;
        int max = 0;
        for (byte[] command : commands) {
            min = Math.min(min, command.length);
            max = Math.max(max, command.length);
        }
        SizeStatus batch = new SizeStatus(commands.get(commands.size() - 1).length, min, max);
        add(batch);
    }

    private synchronized void add(SizeStatus batch) {
        sizes = sizes.followedBy(batch);
    }

    /** Another term begins, or an operator wants to see what comes. */
    synchronized void restart() {
        sizes = SizeStatus.NONE;
    }

    SizeStatus now() {
        return sizes;
    }
}
