package io.corral.server.ensemble;

import io.corral.raft.core.RaftRole;
import io.corral.raft.core.RaftStatus;
import io.corral.raft.core.membership.ChangeOutcome;
import io.corral.raft.core.membership.ChangeRefusal;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipChange;
import io.corral.raft.core.membership.Standing;
import io.corral.raft.core.progress.FollowerMode;
import io.corral.server.config.EnsembleConfig;
import io.corral.server.config.MemberChanges;
import io.corral.server.replication.Leadership;
import io.corral.server.replication.ReplicationLink;
import io.corral.server.view.BatchFeed;
import io.corral.server.view.PublishedBatch;
import io.corral.tree.TreeRules;
import io.corral.tree.TreeState;
import io.corral.tree.acl.Identity;
import io.corral.tree.apply.Applied;
import io.corral.tree.apply.StampedCommand;
import io.corral.tree.apply.TreeStateMachine;
import io.corral.tree.codec.CommandDecoder;
import io.corral.tree.command.Command;
import io.corral.tree.command.CreateSession;
import io.corral.tree.command.FinishReconfig;
import io.corral.tree.command.FoundEnsemble;
import io.corral.tree.command.Outcome;
import io.corral.tree.command.Reconfig;
import io.corral.tree.command.SessionWrite;
import io.corral.tree.ensemble.EnsembleMember;
import io.corral.tree.ensemble.HostAndPort;
import io.corral.tree.ensemble.MemberRole;
import io.corral.tree.ensemble.MembersAsked;
import io.corral.tree.session.OriginTag;
import io.corral.tree.session.SessionPassword;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Three servers with one log, one replicated state and one group; who leads, and what becomes of a change of the group, is up to the
 * test. All servers have executed the same.
 */
final class DutyWorld {
    /** What is in the log and not executed. */
    final List<Command> log = new ArrayList<>();

    /** The errors with which reconfig requests were answered. */
    final List<Integer> answers = new ArrayList<>();

    /** How many changes of the group were refused because the term of whoever asked is over. */
    int refusals;

    private static final OriginTag ORIGIN = new OriginTag(1, 0);
    private static final long SESSION = 7;

    private final TreeStateMachine machine = new TreeStateMachine();
    private final BatchFeed feed = new BatchFeed(PublishedBatch.discontinuity(0, TreeState.initial()), 0);
    private final Map<Long, Node> nodes = new HashMap<>();
    private Membership membership = group(Set.of(1L, 2L, 3L), Set.of());
    private long term;
    private long index;
    private long now;
    private long sequence;
    private @Nullable MembershipChange asked;
    private @Nullable CompletableFuture<ChangeOutcome> waiting;

    static Membership group(Set<Long> voters, Set<Long> learners) {
        return new Membership(voters, learners, Set.of(), Set.of(), Set.of());
    }

    ReconfigDuty duty(long id) {
        Node node = new Node(id);
        nodes.put(id, node);
        MemberChanges changes = new MemberChanges(true, false, Path.of("zoo.cfg"), Optional.empty());
        return new ReconfigDuty(new EnsembleConfig(id, members(), false, changes), node, feed, node, () -> ++now);
    }

    /** A new term begins, and everybody knows. */
    void leads(long id) {
        leadsUnnoticed(id);
        nodes.forEach((other, node) -> node.leadership = new Leadership(term, id, other == id));
    }

    /** A new term begins, and only its leader knows. */
    void leadsUnnoticed(long id) {
        term++;
        nodes.get(id).leadership = new Leadership(term, id, true);
    }

    void founded() {
        execute(new FoundEnsemble(members()));
        execute(new CreateSession(ORIGIN, SESSION, 10_000, SessionPassword.of(new byte[16])));
    }

    void asksToRemove(long id) {
        execute(new SessionWrite(
                ORIGIN,
                SESSION,
                1,
                ++sequence,
                false,
                List.of(new Identity("super", "")),
                new Reconfig(new MembersAsked(null, Long.toString(id), null), -1, 2)));
    }

    /** The change of the group that was asked for is in force, and whoever asked for it hears so. */
    void commits() {
        CompletableFuture<ChangeOutcome> heard = waiting;
        commitsUnheard();
        if (heard != null) {
            heard.complete(new ChangeOutcome.Committed(index, membership));
        }
    }

    /** The change of the group that was asked for is in force, but its leader ended before it knew. */
    void commitsUnheard() {
        if (asked == null) {
            throw new AssertionError("nobody has asked for a change");
        }
        Set<Long> voters = new TreeSet<>(membership.voters());
        Set<Long> learners = new TreeSet<>(membership.learners());
        asked.wanted().forEach((node, standing) -> {
            voters.remove(node);
            learners.remove(node);
            if (standing == Standing.VOTER) {
                voters.add(node);
            } else if (standing == Standing.LEARNER) {
                learners.add(node);
            }
        });
        membership = group(voters, learners);
        asked = null;
        waiting = null;
    }

    /** Nothing remains of the change of the group that was asked for. */
    void losesTheChange() {
        asked = null;
        waiting = null;
    }

    /** All servers execute what is in the log. */
    void executes() {
        List.copyOf(log).forEach(this::execute);
        log.clear();
    }

    Membership membership() {
        return membership;
    }

    TreeState state() {
        return feed.newest().state();
    }

    private void execute(Command command) {
        Applied applied = machine.apply(state(), List.of(new StampedCommand(command, 5, TreeRules.defaults())));
        for (Outcome outcome : applied.outcomes()) {
            if (outcome.command() instanceof FinishReconfig && outcome.disposition() == Outcome.Disposition.APPLIED) {
                answers.add(outcome.error());
            }
        }
        feed.publish(PublishedBatch.executed(++index, applied.after(), applied.outcomes(), 1));
    }

    private static List<EnsembleMember> members() {
        List<EnsembleMember> members = new ArrayList<>();
        for (long id = 1; id <= 3; id++) {
            members.add(new EnsembleMember(
                    id, "h" + id, 1, 2, MemberRole.PARTICIPANT, Optional.of(new HostAndPort("h" + id, 3))));
        }
        return members;
    }

    /** A server: what it believes, and its ways into the log and the group, which know better. */
    private final class Node implements ReplicationLink, Group {
        private final long id;
        private Leadership leadership = new Leadership(0, 0, false);

        Node(long id) {
            this.id = id;
        }

        @Override
        public Leadership leadership() {
            return leadership;
        }

        @Override
        public void submitInTerm(long decidedIn, List<byte[]> commands) {
            if (decidedIn == term) {
                commands.forEach(command -> log.add(CommandDecoder.decode(command, 0, command.length)));
            }
        }

        @Override
        public CompletableFuture<ChangeOutcome> changeInTerm(long decidedIn, MembershipChange change) {
            CompletableFuture<ChangeOutcome> outcome = new CompletableFuture<>();
            if (decidedIn == term) {
                asked = change;
                waiting = outcome;
            } else {
                refusals++;
                outcome.complete(new ChangeOutcome.Refused(ChangeRefusal.NOT_LEADING));
            }
            return outcome;
        }

        @Override
        public void readIndex(ReadIndexListener listener) {
            listener.granted(index);
        }

        @Override
        public RaftStatus status() {
            List<RaftStatus.PeerStatus> peers = new ArrayList<>();
            for (long other = 1; other <= 3; other++) {
                if (other != id) {
                    peers.add(new RaftStatus.PeerStatus(other, FollowerMode.REPLICATE, 10, 11, 0, 0, 0, 0));
                }
            }
            return new RaftStatus(
                    id, RaftRole.LEADER, term, id, membership, membership, 10, 10, 1, 10, 10, 0, 0, 0, peers);
        }

        @Override
        public Set<Long> connected() {
            return Set.of(1L, 2L, 3L);
        }

        @Override
        public void submit(List<byte[]> commands) {
            throw new AssertionError("only the leader decides this");
        }

        @Override
        public boolean refusesWrites() {
            return false;
        }

        @Override
        public void sessionsHeardOf(long[] sessionIds, int count) {
            throw new AssertionError("there are no sessions to tell of");
        }
    }
}
