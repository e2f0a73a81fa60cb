package io.corral.raft.node;

import io.corral.raft.core.Input;
import io.corral.raft.core.RaftStatus;
import io.corral.raft.core.ReadLevel;
import io.corral.raft.core.TransferOutcome;
import io.corral.raft.core.membership.ChangeOutcome;
import io.corral.raft.core.membership.MembershipChange;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.WriteObstacle;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ObjLongConsumer;

/**
 * One running node of a Raft group. All methods may be called from any thread, and none of them blocks except {@link #start}
 * and {@link #close}.
 */
public final class RaftNode implements AutoCloseable {
    private static final int PAYLOAD_OVERHEAD_BYTES = 32;

    /** Fits into a message to a peer, whose limit is 64 MiB by default, together with everything around it. */
    private static final int MAX_PAYLOAD_BYTES = 48 << 20;

    private final int group;
    private final RaftHost host;
    private final boolean alone;
    private final RaftPorts ports;
    private final NodeParts parts;
    private final RaftLoop loop;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param alone whether the host is there for this group only, and ends with it */
    RaftNode(RaftHost host, boolean alone, int group, HostedGroups.Member member) {
        this.host = host;
        this.alone = alone;
        this.group = group;
        this.ports = member.ports();
        this.parts = member.parts();
        this.loop = member.loop();
    }

    /** Starts a node on threads of its own, as {@link #start(RaftNodeSettings, RaftPorts, Execution)} does. */
    public static RaftNode start(RaftNodeSettings settings, RaftPorts ports) throws IOException {
        return start(settings, ports, Execution.THREADS);
    }

    /**
     * Restores the state machine from the newest snapshot, on the calling thread, and starts a node that takes part in this one
     * group; {@link RaftHost} is for more of them. On failure nothing keeps running, and the ports are left to the caller.
     *
     * @throws IOException when a snapshot or the log cannot be read, or when they do not meet
     * @throws java.io.UncheckedIOException when the transport cannot listen
     */
    public static RaftNode start(RaftNodeSettings settings, RaftPorts ports, Execution execution) throws IOException {
        return RaftHost.startAlone(settings, ports, execution);
    }

    /**
     * Asks for these payloads to be replicated, one entry each, in order. They are dropped silently when this node does not
     * lead by the time they reach the core, and may be lost with leadership later: who cares sends them again.
     *
     * @param payloads neither the list nor the arrays may be changed afterwards
     * @throws IllegalArgumentException when a payload exceeds 48 MiB: no peer would take it
     * @return whether they were taken, or why nothing of it was
     */
    public ProposalAnswer propose(List<byte[]> payloads) {
        return propose(payloads, (running, bytes) -> running.propose(payloads, bytes));
    }

    /**
     * As {@link #propose}, but the payloads are the decision of a leader of this term, and are dropped when this node leads in another
     * one by the time they reach the core.
     *
     * @param term in which it was decided
     */
    public ProposalAnswer proposeInTerm(long term, List<byte[]> payloads) {
        return propose(payloads, (running, bytes) -> running.proposeInTerm(term, payloads, bytes));
    }

    private ProposalAnswer propose(List<byte[]> payloads, ObjLongConsumer<RaftLoop> onLoop) {
        long bytes = 0;
        for (byte[] payload : payloads) {
            if (payload.length > MAX_PAYLOAD_BYTES) {
                throw new IllegalArgumentException("a payload of " + payload.length + " bytes; at most "
                        + MAX_PAYLOAD_BYTES + " can be replicated");
            }
            bytes += payload.length + PAYLOAD_OVERHEAD_BYTES;
        }
        ProposalAnswer answer = admit(bytes);
        if (!answer.isTaken()) {
            parts.metrics().proposalsRefused.add(payloads.size());
            return answer;
        }
        parts.metrics().proposalsAccepted.add(payloads.size());
        long taken = bytes;
        parts.loopMailbox().post(running -> onLoop.accept(running, taken));
        return answer;
    }

    private ProposalAnswer admit(long bytes) {
        if (hasEnded()) {
            return ProposalAnswer.NODE_ENDED;
        }
        Optional<WriteObstacle> obstacle = diskObstacle();
        if (obstacle.isPresent()) {
            return ProposalAnswer.refusedBy(obstacle.get());
        }
        return parts.proposalBudget().tryTake(bytes) ? ProposalAnswer.TAKEN : ProposalAnswer.QUEUE_FULL;
    }

    /** Why the disk of the log takes nothing at the moment; empty when it does. Cheap. */
    public Optional<WriteObstacle> diskObstacle() {
        return host.obstruction().obstacle();
    }

    /** Asks for an index at which a linearizable read is safe, on any node. Many requests share one round. */
    public void readIndex(ReadIndexCallback callback) {
        read(ReadLevel.LINEARIZABLE, callback);
    }

    /** Asks for an index at which a read of this level is safe, on any node. Many requests share one round. */
    public void read(ReadLevel level, ReadIndexCallback callback) {
        if (hasEnded()) {
            callback.refused();
        } else {
            loop.submit(new LoopTask.Read(level, callback));
        }
    }

    /**
     * Asks for other members; only a leader can see to it. The future is completed on the raft loop, with {@link
     * ChangeOutcome.Unknown} when this node ends first: whoever waits must not block there.
     *
     * <p>Sockets are not the engine's concern: the {@link io.corral.raft.port.PeerTransport} must be able to reach a node before
     * it is added.
     */
    public CompletableFuture<ChangeOutcome> changeMembership(MembershipChange change) {
        return changeMembership(change, Input.ANY_TERM);
    }

    /**
     * As {@link #changeMembership(MembershipChange)}, but only this term's leader carries it out: whoever asks late, in the belief that
     * this node still leads, changes nothing.
     *
     * @param term in which the change was decided on
     */
    public CompletableFuture<ChangeOutcome> changeMembershipInTerm(long term, MembershipChange change) {
        return changeMembership(change, term);
    }

    private CompletableFuture<ChangeOutcome> changeMembership(MembershipChange change, long term) {
        CompletableFuture<ChangeOutcome> outcome = new CompletableFuture<>();
        if (hasEnded()) {
            outcome.complete(new ChangeOutcome.Unknown());
        } else {
            loop.submit(new LoopTask.Change(change, term, outcome));
        }
        return outcome;
    }

    /**
     * Gives leadership to another node: proposals are held back for at most an election timeout, the other node is brought up to
     * date and asked to take over at once (thesis, section 3.10).
     *
     * @param target who is to lead; 0 = whoever is most up to date
     * @return how it ends, after at most two election timeouts; never fails. Completed on the raft loop: what follows must not block
     */
    public CompletableFuture<TransferOutcome> transferLeadership(long target) {
        CompletableFuture<TransferOutcome> outcome = new CompletableFuture<>();
        loop.submit(new LoopTask.Transfer(target, outcome));
        return outcome;
    }

    /** How the node stands, as of the latest tick or change of role. Cheap. */
    public RaftStatus status() {
        return loop.status();
    }

    /** Counters since the start, and what waits now. */
    public NodeMetrics metrics() {
        return parts.metrics().read(parts.queues());
    }

    /**
     * Sends bytes to another node's {@link RaftListener#onApplicationMessage}, in order. Dropped when there is no connection;
     * when too much waits for the peer the connection is given up, so that every loss shows as a disconnect.
     */
    public void sendToPeer(long peer, byte[] payload) {
        ports.transport().sendApplication(group, peer, payload);
    }

    /** Takes a snapshot of the state now, whatever the policy says; joins one that is being taken. */
    public CompletableFuture<SnapshotMeta> triggerSnapshot() {
        CompletableFuture<SnapshotMeta> done = new CompletableFuture<>();
        if (hasEnded()) {
            done.completeExceptionally(new IllegalStateException("the node is closed"));
        } else {
            parts.threads().apply().submit(new ApplyWork.Capture(done));
        }
        return done;
    }

    /**
     * Hands leadership over if it leads and somebody can take it, which takes at most two election timeouts. Then stops taking part
     * in the group, waits for what it has under way, and closes its snapshots; a node that was started for it alone ends with it, log
     * and transport closed. Not to be called from a listener or state machine above a shared node.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (alone) {
            host.close();
        } else {
            host.leave(group);
        }
    }

    private boolean hasEnded() {
        return closed.get() || host.hasEnded() || parts.failure().happened();
    }
}
