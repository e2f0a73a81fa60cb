package io.corral.raft.node;

import io.corral.raft.core.Effects;
import io.corral.raft.core.Input;
import io.corral.raft.core.MembershipNews;
import io.corral.raft.core.RaftCore;
import io.corral.raft.core.RaftStatus;
import io.corral.raft.core.ReadGrant;
import io.corral.raft.core.ReadLevel;
import io.corral.raft.core.RoleChange;
import io.corral.raft.core.SnapshotWork;
import io.corral.raft.core.TransferOutcome;
import io.corral.raft.core.membership.ChangeOutcome;
import io.corral.raft.core.membership.MembershipChange;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.LogEntry;
import io.corral.raft.port.WriteObstacle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of the raft loop that belongs to one group, and its core. Takes whatever has gathered, merges all proposals of a turn
 * into one input and all reads into one request, and carries the effects to where they belong.
 */
final class RaftLoop {
    private static final Logger LOG = LoggerFactory.getLogger(RaftLoop.class);
    private static final int MAX_ROUND = 4096;
    private static final int TASKS_BETWEEN_LOOKS = 64;
    private static final long ANYBODY = 0;

    private final RaftCore core;
    private final HostLoop host;
    private final Mailbox<LoopTask> mailbox;
    private final NodeThreads threads;
    private final LogShare share;
    private final SnapshotFlow snapshotFlow;
    private final RaftListener listener;
    private final LongSupplier nanoClock;
    private final ByteBudget proposalBudget;
    private final MetricsRecorder metrics;
    private final Failure failure;

    private final AtomicBoolean queued = new AtomicBoolean();
    private final List<byte[]> proposals = new ArrayList<>();
    private long proposalsTerm;
    private long proposedBytes;
    private final Map<ReadLevel, List<ReadIndexCallback>> reads = new LinkedHashMap<>();
    private final Map<Long, List<ReadIndexCallback>> openReads = new HashMap<>();
    private final MembershipDesk members;
    private final CommitTimer commitTimer;
    private long lastReadId;
    private final OpenTransfers transfers = new OpenTransfers();
    private final RefusalReports refusals = new RefusalReports();

    /** Set when the group is left: complete when it is. */
    private @Nullable CompletableFuture<Void> leaving;

    /** Set when the loop was asked to end: complete once it may. */
    private @Nullable CompletableFuture<TransferOutcome> farewell;

    private long submittedSequence;
    private boolean obstructed;
    private volatile boolean ended;
    private volatile RaftStatus status;

    RaftLoop(RaftCore core, HostLoop host, NodeParts parts, RaftPorts ports) {
        this.core = core;
        this.host = host;
        this.mailbox = parts.loopMailbox();
        this.threads = parts.threads();
        this.share = parts.share();
        this.snapshotFlow = parts.snapshotFlow();
        this.proposalBudget = parts.proposalBudget();
        this.metrics = parts.metrics();
        this.failure = parts.failure();
        this.listener = ports.listener();
        this.members = new MembershipDesk(listener);
        this.commitTimer = new CommitTimer(metrics.commitNanos);
        this.nanoClock = ports.nanoClock();
        this.status = core.status();
        mailbox.wakes(this::queue);
        if (!mailbox.isEmpty()) {
            queue();
        }
    }

    RaftStatus status() {
        return status;
    }

    /** Hands a task over; it is abandoned when the loop has ended. Any thread. */
    void submit(LoopTask task) {
        mailbox.post(task);
        if (ended || host.hasEnded()) {
            abandonRest();
        }
    }

    private void queue() {
        if (!queued.get() && queued.compareAndSet(false, true)) {
            host.enqueue(this);
        }
    }

    private void abandonRest() {
        for (LoopTask task = mailbox.poll(); task != null; task = mailbox.poll()) {
            task.abandon();
        }
    }

    /** A leader that ends hands leadership over first, so that the others need not find out by themselves; asked until it is true. */
    boolean hasSaidFarewell() {
        if (ended || failure.happened()) {
            return true;
        }
        if (farewell == null) {
            farewell = new CompletableFuture<>();
            transfer(ANYBODY, farewell);
        }
        return farewell.isDone();
    }

    /** Takes part in nothing any more: refuses the reads that are open, and whatever comes. */
    void end() {
        refuseOpenReads();
        members.close();
        transfers.refuseAll();
        // Whoever submits after this sees it and abandons what was submitted.
        ended = true;
        abandonRest();
        if (leaving != null) {
            leaving.complete(null);
        }
    }

    /** Ends when leadership is handed over, if it can be. Any thread. */
    CompletableFuture<Void> leave() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        submit(new LoopTask() {
            @Override
            public void run(RaftLoop loop) {
                loop.leaving = done;
            }

            @Override
            public void abandon() {
                done.complete(null);
            }
        });
        return done;
    }

    /** The host has taken this loop from its queue. */
    void dequeued() {
        queued.set(false);
    }

    /**
     * Does what has gathered.
     *
     * @param due whether the time of a tick has come
     * @param maxNanos after how long to leave the rest for the next turn
     * @return whether there was anything
     */
    boolean turn(boolean due, long maxNanos) {
        if (failure.happened() && !ended) {
            end();
        }
        if (ended) {
            abandonRest();
            return false;
        }
        int taken = takeTasks(maxNanos);
        requestReads();
        // Read after all that was taken: what a lease covers is judged by it.
        long now = nanoClock.getAsLong();
        if (due) {
            step(new Input.Tick(now));
        }
        if (taken > 0 || due) {
            endRound(now);
        }
        if (due) {
            status = core.status();
        }
        if (taken > 0) {
            metrics.loopBatch.record(taken);
        }
        if (leaving != null && hasSaidFarewell()) {
            end();
        } else if (!mailbox.isEmpty()) {
            queue();
        }
        return taken > 0;
    }

    private int takeTasks(long maxNanos) {
        long start = nanoClock.getAsLong();
        int taken = 0;
        while (taken < MAX_ROUND) {
            LoopTask task = mailbox.poll();
            if (task == null) {
                break;
            }
            task.run(this);
            taken++;
            if (taken % TASKS_BETWEEN_LOOKS == 0 && nanoClock.getAsLong() - start > maxNanos) {
                break;
            }
        }
        return taken;
    }

    /** Proposes at the end of the round, together with what else is proposed in it, if this node leads now and then. */
    void propose(List<byte[]> payloads, long bytes) {
        proposeInTerm(core.leadsInTerm(), payloads, bytes);
    }

    /** As {@link #propose}, if it is in that term that this node leads. */
    void proposeInTerm(long term, List<byte[]> payloads, long bytes) {
        if (term == Input.ANY_TERM || term != core.leadsInTerm()) {
            proposalBudget.release(bytes);
            return;
        }
        if (term != proposalsTerm) {
            // What was proposed in an earlier term of this very round has no leader any more.
            proposals.clear();
            proposalsTerm = term;
        }
        proposals.addAll(payloads);
        proposedBytes += bytes;
    }

    /** Asks for other members. */
    void change(MembershipChange change, long term, CompletableFuture<ChangeOutcome> outcome) {
        step(new Input.ChangeMembership(members.opened(outcome), change, term));
    }

    /** Asks for another leader. */
    void transfer(long target, CompletableFuture<TransferOutcome> waiting) {
        step(new Input.TransferRequested(transfers.begin(waiting), target));
    }

    /** Asks for a read at the end of the round, together with the others asked for in it. */
    void read(ReadLevel level, ReadIndexCallback callback) {
        reads.computeIfAbsent(level, any -> new ArrayList<>()).add(callback);
    }

    /** Replication leaves first: the followers' disks then work at the same time as this node's. */
    private void endRound(long now) {
        Effects proposed = proposeGathered();
        Effects ended = core.step(new Input.RoundEnded(OptionalLong.of(now)));
        handOut(proposed);
        handOut(ended);
        carryOutRest(proposed, proposedBytes);
        carryOutRest(ended, 0);
        proposedBytes = 0;
    }

    private Effects proposeGathered() {
        if (proposals.isEmpty()) {
            return Effects.NONE;
        }
        metrics.proposeBatch.record(proposals.size());
        Effects effects = core.step(new Input.Propose(List.copyOf(proposals), proposalsTerm));
        proposals.clear();
        if (commitTimer.isIdle() && effects.persist().isPresent()) {
            commitTimer.proposed(effects.persist().get().entries(), nanoClock.getAsLong());
        }
        return effects;
    }

    private void requestReads() {
        if (reads.isEmpty()) {
            return;
        }
        Map<ReadLevel, List<ReadIndexCallback>> gathered = new LinkedHashMap<>(reads);
        reads.clear();
        gathered.forEach((level, callbacks) -> {
            lastReadId++;
            openReads.put(lastReadId, callbacks);
            step(new Input.ReadRequested(lastReadId, level));
        });
    }

    /** Lets the core take an input and carries out what follows. */
    void step(Input input) {
        Effects effects = core.step(input);
        handOut(effects);
        carryOutRest(effects, 0);
    }

    /** The apply thread has work while the messages leave. */
    private void handOut(Effects effects) {
        if (!effects.committed().isEmpty()) {
            threads.apply().submit(new ApplyWork.Execute(effects.committed()));
            time(effects.committed());
        }
        for (Envelope envelope : effects.sendNow()) {
            host.send(envelope);
        }
    }

    private void time(List<LogEntry> committed) {
        if (commitTimer.awaits(committed.get(committed.size() - 1).index())) {
            commitTimer.committed(nanoClock.getAsLong());
        }
    }

    /** Passes on what happened to a snapshot. */
    void snapshotNews(SnapshotNews news) {
        listener.onSnapshot(news);
    }

    /** The disk refuses writes for this reason, or takes them again. */
    void diskIs(Optional<WriteObstacle> obstacle) {
        if (obstacle.isPresent() && !obstructed) {
            metrics.diskObstructions.incrementAndGet();
        }
        obstructed = obstacle.isPresent();
        step(new Input.DiskReported(obstacle.isEmpty()));
        listener.onDiskReported(obstacle);
    }

    /** Passes bytes of the application on. */
    void applicationMessage(long from, byte[] payload) {
        listener.onApplicationMessage(from, payload);
    }

    void peerConnected(long peer) {
        listener.onPeerConnected(peer);
    }

    void peerDisconnected(long peer) {
        step(new Input.PeerUnreachable(peer));
        listener.onPeerDisconnected(peer);
    }

    private void carryOutRest(Effects effects, long bytesToRelease) {
        persist(effects, bytesToRelease);
        for (ReadGrant grant : effects.readsGranted()) {
            close(grant.requestId()).forEach(read -> read.granted(grant.readIndex()));
        }
        for (long refused : effects.readsRefused()) {
            close(refused).forEach(ReadIndexCallback::refused);
        }
        if (effects.roleChange().isPresent()) {
            status = core.status();
            announce(effects.roleChange().get());
        }
        transfers.answered(effects.transfersAnswered());
        for (SnapshotWork work : effects.snapshotWork()) {
            work.dispatch(snapshotFlow);
        }
        for (MembershipNews news : effects.membershipNews()) {
            news.dispatch(members);
        }
        if (effects.entriesRefused().isPresent()) {
            refusals.about(effects.entriesRefused().get(), nanoClock.getAsLong())
                    .ifPresent(trouble -> LOG.error("{}", trouble));
        }
    }

    private void persist(Effects effects, long bytesToRelease) {
        if (effects.persist().isPresent()) {
            submittedSequence = effects.persist().get().sequence();
            threads.log()
                    .submit(new LogWork.Write(share, effects.persist(), effects.sendAfterPersist(), bytesToRelease));
            return;
        }
        proposalBudget.release(bytesToRelease);
        if (effects.sendAfterPersist().isEmpty()) {
            return;
        }
        if (share.durableSequence() == submittedSequence) {
            effects.sendAfterPersist().forEach(host::send);
        } else {
            threads.log().submit(new LogWork.Write(share, Optional.empty(), effects.sendAfterPersist(), 0));
        }
    }

    private void announce(RoleChange change) {
        metrics.elections.note(change);
        commitTimer.forget();
        LOG.info("{} in term {}, leader {}", change.role(), change.term(), change.leaderId());
        listener.onLeadershipChanged(change.role(), change.term(), change.leaderId());
    }

    private List<ReadIndexCallback> close(long requestId) {
        List<ReadIndexCallback> callbacks = openReads.remove(requestId);
        return callbacks == null ? List.of() : callbacks;
    }

    private void refuseOpenReads() {
        openReads.values().forEach(callbacks -> callbacks.forEach(ReadIndexCallback::refused));
        openReads.clear();
        reads.values().forEach(callbacks -> callbacks.forEach(ReadIndexCallback::refused));
        reads.clear();
    }
}
