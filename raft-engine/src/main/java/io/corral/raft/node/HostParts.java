package io.corral.raft.node;

import java.util.ArrayList;
import java.util.List;

/**
 * What the groups of a node share, wired.
 *
 * @param groups the groups
 * @param threads the threads besides the raft loop
 * @param obstruction whether the disk takes anything
 * @param failure ends the node
 */
record HostParts(HostedGroups groups, HostThreads threads, DiskObstruction obstruction, Failure failure) {

    static HostParts assemble(HostSettings settings, HostPorts ports, Execution execution) {
        long id = settings.nodeId();
        HostedGroups groups = new HostedGroups();
        Failure failure = new Failure("Node " + id, groups::fail);
        DiskObstruction obstruction = new DiskObstruction(groups, ports.nanoClock());
        WorkerThread<LogWork> log =
                new WorkerThread<>("raft-log-" + id, new LogBody(ports, obstruction), failure, execution);
        List<LaneWorker> apply = new ArrayList<>();
        for (int i = 0; i < settings.applyThreads(); i++) {
            String number = settings.applyThreads() == 1 ? "" : "-" + (i + 1);
            apply.add(new LaneWorker("raft-apply-" + id + number, failure, execution));
        }
        LaneWorker snapshot = new LaneWorker("raft-snapshot-" + id, failure, execution);
        LaneWorker transfer = new LaneWorker("raft-transfer-" + id, failure, execution);
        HostThreads threads = new HostThreads(log, List.copyOf(apply), snapshot, transfer);
        return new HostParts(groups, threads, obstruction, failure);
    }
}
