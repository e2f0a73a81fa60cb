package io.corral.raft.node;

/**
 * The parts of one group, wired. This is the one place that says who hands what to whom.
 *
 * @param loopMailbox what the raft loop is to do for the group
 * @param threads where the rest is done
 * @param share the group's share of the log thread
 * @param apply what owns the state machine
 * @param snapshotFlow work with snapshots
 * @param proposalBudget bounds proposals under way
 * @param metrics what is counted
 * @param failure ends the group
 */
record NodeParts(
        Mailbox<LoopTask> loopMailbox,
        NodeThreads threads,
        LogShare share,
        ApplyBody apply,
        SnapshotFlow snapshotFlow,
        ByteBudget proposalBudget,
        MetricsRecorder metrics,
        Failure failure) {

    /**
     * Wires a group.
     *
     * @param applyThread who executes its entries
     */
    static NodeParts assemble(RaftNodeSettings settings, RaftPorts ports, HostThreads host, LaneWorker applyThread) {
        int group = settings.raft().group();
        String who = "Group " + group + " of node " + settings.raft().nodeId();
        Mailbox<LoopTask> loop = new Mailbox<>();
        Failure failure = new Failure(who, ports.listener()::onFatal);
        MetricsRecorder metrics = new MetricsRecorder();
        ByteBudget proposals = new ByteBudget(settings.limits().maxQueuedProposalBytes());
        LogShare share = new LogShare(group, ports.log().group(group), loop, proposals, metrics, failure);

        Lane<SnapshotTask> snapshot = new Lane<>(host.snapshot(), new SnapshotTasks(), failure);
        Lane<SnapshotTask> transfer = new Lane<>(host.transfer(), new SnapshotTasks(), failure);
        SnapshotWriter writer = new SnapshotWriter(ports, snapshot, host.log(), share, loop, metrics);
        ApplyBody applyBody = new ApplyBody(settings, ports, loop, writer, metrics);
        Lane<ApplyWork> apply = new Lane<>(applyThread, applyBody, failure);
        NodeThreads threads = new NodeThreads(host.log(), apply, snapshot, transfer);
        SnapshotFlow flow = new SnapshotFlow(settings, ports, threads, share, writer, loop, metrics);
        return new NodeParts(loop, threads, share, applyBody, flow, proposals, metrics, failure);
    }

    /** What waits in all of them. */
    QueueDepths queues() {
        return new QueueDepths(
                loopMailbox.depth(),
                threads.log().depth(),
                threads.apply().depth(),
                threads.snapshot().depth(),
                threads.transfer().depth(),
                proposalBudget.used());
    }
}
