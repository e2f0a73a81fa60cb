package io.corral.server.ensemble;

import io.corral.raft.core.RaftStatus;
import io.corral.raft.core.membership.ChangeOutcome;
import io.corral.raft.core.membership.MembershipChange;
import io.corral.server.config.EnsembleConfig;
import io.corral.server.replication.Leadership;
import io.corral.server.replication.ReplicationLink;
import io.corral.server.view.BatchFeed;
import io.corral.tree.codec.CommandEncoder;
import io.corral.tree.command.Command;
import io.corral.tree.command.FinishReconfig;
import io.corral.tree.command.FoundEnsemble;
import io.corral.tree.ensemble.EnsembleState;
import io.corral.tree.ensemble.ReconfigProposal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leader's care for an ensemble whose members may change. What clients have proposed stands in the replicated state; the leader
 * changes the group accordingly, by joint consensus, and then says in the log that it is so. A leader that follows another begins
 * with whatever proposal it finds there, once it has executed all that was committed before it (docs/decisions/0029). Between
 * proposals it lets in servers that have introduced themselves, as learners, and drops those that are gone.
 *
 * <p>{@link #run} is called at short intervals on one thread.
 */
public final class ReconfigDuty implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ReconfigDuty.class);
    private static final long REPEAT_NANOS = Duration.ofMillis(500).toNanos();

    private final EnsembleConfig config;

    /** Whether members may change by the configuration of this server. What others let begin has to be ended by any leader. */
    private final boolean mayBegin;

    private final ReplicationLink link;
    private final BatchFeed feed;
    private final Group group;
    private final GuestCare guests;
    private final LongSupplier nanoClock;
    private long leadingTerm;
    private long submittedNanos;
    private boolean submitted;
    private @Nullable Pursuit pursuit;
    private @Nullable CompletableFuture<ChangeOutcome> underWay;
    private @Nullable Knowledge knowledge;

    /** Up to where a new leader must have executed the log; set on another thread. */
    private static final class Knowledge {
        private volatile long index = Long.MAX_VALUE;
        private volatile boolean refused;
    }

    /**
     * A duty to be run by a server that may be alone in leading.
     *
     * @param config the members as configured
     * @param link the way into the log
     * @param feed the published states
     * @param group the Raft group
     * @param nanoClock monotonic clock in nanoseconds
     */
    public ReconfigDuty(
            EnsembleConfig config, ReplicationLink link, BatchFeed feed, Group group, LongSupplier nanoClock) {
        this.config = config;
        this.mayBegin = config.changes().enabled();
        this.link = link;
        this.feed = feed;
        this.group = group;
        this.guests = new GuestCare();
        this.nanoClock = nanoClock;
    }

    @Override
    public void run() {
        Leadership leadership = link.leadership();
        boolean nothingToDo =
                !mayBegin && feed.newest().state().ensemble().proposal().isEmpty();
        if (!leadership.local() || nothingToDo) {
            rest();
            return;
        }
        if (leadership.term() != leadingTerm) {
            rest();
            leadingTerm = leadership.term();
        }
        if (!knowsWhatWasCommitted()) {
            return;
        }
        long now = nanoClock.getAsLong();
        EnsembleState state = feed.newest().state().ensemble();
        if (underWay != null && !isOver(underWay, now)) {
            return;
        }
        Optional<ReconfigProposal> proposal = state.proposal();
        if (proposal.isPresent()) {
            pursue(proposal.get(), state, now);
            return;
        }
        pursuit = null;
        if (!mayBegin) {
            return;
        }
        if (state.inForce().version() == 0) {
            found(now);
        } else {
            submitted = false;
            guests.next(group.status(), group.connected(), state.inForce(), now)
                    .ifPresent(change -> underWay = group.changeInTerm(leadingTerm, change));
        }
    }

    private void rest() {
        leadingTerm = 0;
        submitted = false;
        pursuit = null;
        underWay = null;
        knowledge = null;
        guests.forget();
    }

    /** Whether the state at hand has all that earlier leaders have committed: an old proposal must not be pursued again. */
    private boolean knowsWhatWasCommitted() {
        if (knowledge == null || knowledge.refused) {
            Knowledge asked = new Knowledge();
            knowledge = asked;
            link.readIndex(new ReplicationLink.ReadIndexListener() {
                @Override
                public void granted(long index) {
                    asked.index = index;
                }

                @Override
                public void refused() {
                    asked.refused = true;
                }
            });
        }
        return feed.newest().index() >= knowledge.index;
    }

    private boolean isOver(CompletableFuture<ChangeOutcome> change, long now) {
        if (!change.isDone()) {
            return false;
        }
        underWay = null;
        if (pursuit != null) {
            pursuit.noted(change.join(), group.status(), now);
        }
        return true;
    }

    private void pursue(ReconfigProposal proposal, EnsembleState state, long now) {
        Pursuit present = pursuit;
        if (present == null || !present.isOf(proposal)) {
            LOG.info(
                    "A client asks for these members: {}",
                    proposal.target().lines().replace('\n', ' '));
            present = new Pursuit(proposal, state.inForce());
            pursuit = present;
            submitted = false;
        }
        if (present.verdict().isPresent()) {
            submit(FinishReconfig.of(proposal, present.verdict().getAsInt()), now);
            return;
        }
        Optional<MembershipChange> next = present.next(group.status(), group.connected(), now);
        next.ifPresent(change -> underWay = group.changeInTerm(leadingTerm, change));
    }

    /** Gives the configured members their first version. */
    private void found(long now) {
        RaftStatus status = group.status();
        if (!status.committedMembership()
                .completed()
                .voters()
                .equals(config.ensemble().participants())) {
            if (!submitted) {
                submitted = true;
                LOG.warn(
                        "The participants in {} are {}, but those of the data are {}. Write the server lines of the latter there,"
                                + " on every server; the members can then be changed by reconfig.",
                        config.changes().memberFile(),
                        config.ensemble().participants(),
                        status.committedMembership().completed().voters());
            }
            return;
        }
        submit(new FoundEnsemble(config.members()), now);
    }

    /** What is lost with leadership is submitted again by the next leader; what is lost otherwise, after a while. */
    private void submit(Command command, long now) {
        if (!submitted || now - submittedNanos > REPEAT_NANOS) {
            submitted = true;
            submittedNanos = now;
            link.submitInTerm(leadingTerm, List.of(CommandEncoder.encode(command)));
        }
    }
}
