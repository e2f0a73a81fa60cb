package io.corral.sim.cluster;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipCodec;
import io.corral.raft.core.quorum.Quorum;
import io.corral.raft.core.quorum.VoteResult;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import io.corral.sim.history.Operation;
import io.corral.sim.promise.Promises;
import io.corral.sim.world.Tally;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One of several groups on the same machines: what is promised to it, what each machine has durably of it, and its one client, which
 * has a command executed and then asks for the next.
 */
final class HostedGroup {
    private static final int MAX_PADDING = 200;

    private final int id;
    private final HostingCluster cluster;
    private final SplittableRandom random;
    private final Promises promises;
    private final Map<Long, DurableAccount> accounts = new TreeMap<>();
    private RegisterCommand command;
    private boolean finishing;

    HostedGroup(int id, HostingCluster cluster, SplittableRandom random) {
        this.id = id;
        this.cluster = cluster;
        this.random = random;
        int nodes = cluster.shape().nodes();
        promises = new Promises();
        Tally tally = cluster.tally();
        for (long machine = 1; machine <= nodes; machine++) {
            accounts.put(machine, new DurableAccount(machine, promises, tally));
        }
        command = command(1);
    }

    int id() {
        return id;
    }

    Promises promises() {
        return promises;
    }

    DurableAccount account(long machine) {
        return Objects.requireNonNull(accounts.get(machine));
    }

    /**
     * Whether an entry would survive any crash on the disks of a majority of what some machine takes for the members: nodes that come
     * late are readmitted, by changes of members.
     */
    boolean isDurable(LogEntry entry) {
        Set<Long> holders = new TreeSet<>();
        accounts.forEach((machine, account) -> {
            if (account.covers(entry)) {
                holders.add(machine);
            }
        });
        Stream<Membership> known = cluster.nodes(id).stream().flatMap(node -> node.membership().stream());
        Stream<Membership> written = accounts.values().stream().flatMap(account -> account.newestMembership().stream());
        Stream<Membership> named = entry.type() == EntryType.MEMBERSHIP
                ? Stream.of(MembershipCodec.decode(entry.payload()))
                : Stream.empty();
        return Stream.of(known, written, named)
                .flatMap(members -> members)
                .flatMap(members -> Stream.of(members, members.settled()))
                .anyMatch(members -> new Quorum(members).tally(holders, Set.of()) == VoteResult.WON);
    }

    /** The client asks for no more than it has asked for already. */
    void finish() {
        finishing = true;
    }

    /** The client looks whether it is answered, and asks again where not. */
    void work() {
        List<HostedNode> nodes = cluster.nodes(id);
        boolean answered = isAnswered(nodes);
        if (answered && finishing) {
            return;
        }
        if (answered) {
            cluster.tally().count("answers");
            command = command(command.sequence() + 1);
        }
        for (HostedNode node : nodes) {
            if (node.leads()) {
                node.propose(command.encode());
            }
        }
    }

    /** Whether the client is answered, and all machines are in the same state, which is all that was ever committed. */
    boolean isSettled() {
        List<HostedNode> nodes = cluster.nodes(id);
        return nodes.size() == accounts.size()
                && isAnswered(nodes)
                && nodes.stream().allMatch(node -> node.registers().index() == promises.committedIndex());
    }

    private boolean isAnswered(List<HostedNode> nodes) {
        return nodes.stream()
                .map(node -> node.registers().answer(id))
                .anyMatch(answer -> answer != null && answer.sequence() >= command.sequence());
    }

    /** The group is the client and the key: an entry that strays into another group is not the same as any there. */
    private RegisterCommand command(int sequence) {
        Operation append = new Operation(Operation.Kind.APPEND, id, random.nextLong(), 0);
        return new RegisterCommand(id, sequence, append, random.nextInt(MAX_PADDING));
    }
}
