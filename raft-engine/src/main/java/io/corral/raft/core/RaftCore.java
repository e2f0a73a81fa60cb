package io.corral.raft.core;

import io.corral.raft.core.log.LogReader;
import io.corral.raft.core.membership.ChangeOutcome;
import io.corral.raft.core.membership.ChangeRefusal;
import io.corral.raft.message.SnapshotMeta;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Raft as a function: {@link #step} takes what happened and returns what to do. No threads, clock, I/O or randomness of its own; one
 * thread calls it.
 *
 * <p>Source: Ongaro, "Consensus: Bridging Theory and Practice" (the thesis).
 */
public final class RaftCore {

    private final ReplicaState state;
    private final RoleTransitions roles;
    private final Admission admission;
    private final CommitFeed commitFeed;
    private final LogRetention retention;
    private final StaleReads staleReads;
    private final MembershipReports membershipReports;
    private final Transfers transfers;
    private final Steps steps = new Steps();
    private RoleChange reported;

    /** Monotonic time of the latest tick; null before the first. */
    private @Nullable Long tickedAtNanos;

    /**
     * A core that starts as a follower.
     *
     * @param settings timing and limits
     * @param restored what the node found on its disk
     * @param persistedLog reads durable entries
     * @param random source of election timeouts and request ids
     */
    public RaftCore(RaftSettings settings, RestoredState restored, LogReader persistedLog, RandomGenerator random) {
        state = new ReplicaState(settings, restored, persistedLog, random);
        retention = new LogRetention(state);
        staleReads = new StaleReads(state);
        roles = new RoleTransitions(state, staleReads);
        restored.received().ifPresent(roles.snapshotIntake()::resume);
        admission = new Admission(state, roles);
        commitFeed = new CommitFeed(state, roles.snapshotIntake());
        membershipReports = new MembershipReports(state);
        transfers = new Transfers(state);
        reported = new RoleChange(RaftRole.FOLLOWER, state.term(), 0);
    }

    /**
     * Takes one input and says what follows from it.
     *
     * @throws IllegalStateException only when the core itself (or its driver) is broken, never because of what a peer sent
     */
    public Effects step(Input input) {
        input.dispatch(steps);
        commitFeed.feed();
        state.log.shrinkWindow(state.limits().logWindowBytes(), state.commitIndex());
        CoreInvariants.afterStep(state, roles.current());
        membershipReports.afterStep();
        transfers.afterStep();
        return state.outbox.drain(state.log, roleChange());
    }

    private Optional<RoleChange> roleChange() {
        boolean same = reported.role() == roles.current().name()
                && reported.term() == state.term()
                && reported.leaderId() == state.leaderId();
        if (same) {
            return Optional.empty();
        }
        reported = new RoleChange(roles.current().name(), state.term(), state.leaderId());
        return Optional.of(reported);
    }

    /** The term in which this node leads; {@link Input#ANY_TERM} when it does not. */
    public long leadsInTerm() {
        return roles.current().name() == RaftRole.LEADER ? state.term() : Input.ANY_TERM;
    }

    /** How the core stands; builds a new record at each call. */
    public RaftStatus status() {
        return new RaftStatus(
                state.self(),
                roles.current().name(),
                state.term(),
                state.leaderId(),
                state.membership(),
                state.memberships().committed(),
                state.commitIndex(),
                state.appliedIndex(),
                state.log.boundaryIndex() + 1,
                state.log.lastIndex(),
                state.log.durableIndex(),
                state.snapshot().index(),
                retention.keptBytes(),
                roles.current().leaseNanos(),
                roles.current().peers());
    }

    /** What each input means to the core. */
    private final class Steps implements InputHandler<Void> {

        /**
         * A node that decides alone leads at once: there is nobody to wait for. Of a pause at most one heartbeat interval counts: it
         * says that this node was not listening, not that the others were silent.
         */
        @Override
        public Void onTick(Input.Tick input) {
            boolean first = tickedAtNanos == null;
            long sinceLast = tickedAtNanos == null ? 0 : input.nowNanos() - tickedAtNanos;
            tickedAtNanos = input.nowNanos();
            state.clockReads(input.nowNanos());
            boolean alone = state.mayCampaign() && state.quorum().isDecidedBy(state.self());
            if (first && alone && !state.promise.binds()) {
                roles.becomePreCandidate();
            }
            state.pass(Math.min(sinceLast, state.settings.heartbeat().toNanos()), input.nowNanos());
            state.disk.tick(state.now(), state.log.oldestPersistUnderWay());
            roles.current().tick();
            retention.tick(roles.current());
            transfers.tick(roles.current());
            return null;
        }

        @Override
        public Void onReceived(Input.Received input) {
            if (input.message().dispatch(input.from(), admission)) {
                input.message().dispatch(input.from(), roles.current());
            }
            return null;
        }

        @Override
        public Void onPropose(Input.Propose input) {
            if (isMeantFor(input.term())) {
                roles.current().propose(input.payloads());
            }
            return null;
        }

        @Override
        public Void onRoundEnded(Input.RoundEnded input) {
            state.roundEnds(input.clockNanos());
            staleReads.decide(roles.current());
            roles.current().flush();
            return null;
        }

        @Override
        public Void onReadRequested(Input.ReadRequested input) {
            input.level().dispatch(new ReadDesk(input.requestId()));
            return null;
        }

        @Override
        public Void onChangeMembership(Input.ChangeMembership input) {
            if (!isMeantFor(input.term()) || !roles.current().changeRequested(input.requestId(), input.change())) {
                ChangeOutcome outcome = new ChangeOutcome.Refused(ChangeRefusal.NOT_LEADING);
                state.outbox.tell(new MembershipNews.Answer(input.requestId(), outcome));
            }
            return null;
        }

        /** A request made on the strength of a term is not carried out in another. */
        private boolean isMeantFor(long term) {
            return term == Input.ANY_TERM || term == state.term();
        }

        @Override
        public Void onTransferRequested(Input.TransferRequested input) {
            transfers.requested(roles.current(), input);
            return null;
        }

        @Override
        public Void onPersisted(Input.Persisted input) {
            state.persisted(input.sequence());
            roles.current().persisted();
            return null;
        }

        @Override
        public Void onApplied(Input.Applied input) {
            state.applied(input.index());
            return null;
        }

        @Override
        public Void onSnapshotCaptured(Input.SnapshotCaptured input) {
            SnapshotMeta meta = input.meta();
            if (meta.index() > state.snapshot().index()
                    && !roles.snapshotIntake().isInstalling()) {
                CoreInvariants.capturesWhatWasApplied(state.appliedIndex(), meta.index());
                retention.captured(meta, roles.current());
            }
            return null;
        }

        @Override
        public Void onSnapshotChunkStored(Input.SnapshotChunkStored input) {
            roles.snapshotIntake().chunkStored(input.snapshotIndex(), input.nextOffset());
            return null;
        }

        @Override
        public Void onSnapshotInstalled(Input.SnapshotInstalled input) {
            roles.snapshotIntake().installed(input.meta());
            return null;
        }

        @Override
        public Void onSnapshotFailed(Input.SnapshotFailed input) {
            roles.snapshotIntake().failed(input.snapshotIndex());
            return null;
        }

        /** Who cannot write its own vote down has no use for others' votes. */
        @Override
        public Void onDiskReported(Input.DiskReported input) {
            state.diskIs(input.writable());
            boolean campaigns = roles.current().name() == RaftRole.PRE_CANDIDATE
                    || roles.current().name() == RaftRole.CANDIDATE;
            if (campaigns && !input.writable()) {
                roles.becomeFollower(state.term(), 0);
            }
            return null;
        }

        @Override
        public Void onPeerUnreachable(Input.PeerUnreachable input) {
            roles.current().peerUnreachable(input.peer());
            return null;
        }

        @Override
        public Void onPeerGone(Input.PeerGone input) {
            roles.current().peerGone(input.peer());
            return null;
        }
    }

    /** Where a read goes, by its level. */
    private final class ReadDesk implements ReadLevel.Handler {

        private final long requestId;

        ReadDesk(long requestId) {
            this.requestId = requestId;
        }

        @Override
        public void linearizable() {
            roles.current().readRequested(requestId);
        }

        @Override
        public void leased() {
            roles.current().leasedReadRequested(requestId);
        }

        @Override
        public void stale(Duration maxLag) {
            staleReads.request(requestId, maxLag.toNanos());
        }
    }
}
