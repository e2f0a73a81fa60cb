package io.corral.raft.node;

/**
 * The parts of a node, wired. This is the one place that says who hands what to whom.
 *
 * @param loopMailbox what the raft loop is to do
 * @param threads the other threads
 * @param log the log thread's body
 * @param apply the apply thread's body
 * @param snapshotFlow work with snapshots
 * @param proposalBudget bounds proposals under way
 * @param metrics what is counted
 * @param failure ends the node
 */
record NodeParts(
        Mailbox<LoopTask> loopMailbox,
        NodeThreads threads,
        LogBody log,
        ApplyBody apply,
        SnapshotFlow snapshotFlow,
        ByteBudget proposalBudget,
        MetricsRecorder metrics,
        Failure failure) {

    static NodeParts assemble(RaftNodeSettings settings, RaftPorts ports, Execution execution) {
        long id = settings.raft().nodeId();
        Mailbox<LoopTask> loop = new Mailbox<>();
        Failure failure = new Failure(id, ports.listener());
        MetricsRecorder metrics = new MetricsRecorder();
        ByteBudget proposals = new ByteBudget(settings.limits().maxQueuedProposalBytes());

        LogBody logBody = new LogBody(settings.raft().group(), ports, loop, proposals, metrics);
        WorkerThread<LogWork> log = new WorkerThread<>("raft-log-" + id, logBody, failure, execution);
        WorkerThread<SnapshotTask> snapshot =
                new WorkerThread<>("raft-snapshot-" + id, new SnapshotTasks(), failure, execution);
        WorkerThread<SnapshotTask> transfer =
                new WorkerThread<>("raft-transfer-" + id, new SnapshotTasks(), failure, execution);
        SnapshotWriter writer = new SnapshotWriter(ports.snapshots(), snapshot, log, loop, metrics);
        ApplyBody applyBody = new ApplyBody(settings, ports, loop, writer, metrics);
        WorkerThread<ApplyWork> apply = new WorkerThread<>("raft-apply-" + id, applyBody, failure, execution);
        NodeThreads threads = new NodeThreads(log, apply, snapshot, transfer);
        SnapshotFlow flow = new SnapshotFlow(settings, ports, threads, writer, loop, metrics);
        return new NodeParts(loop, threads, logBody, applyBody, flow, proposals, metrics, failure);
    }
}
