package io.corral.tree.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.StateAssertions;
import io.corral.tree.TreeRules;
import io.corral.tree.TreeState;
import io.corral.tree.acl.Identity;
import io.corral.tree.command.Command;
import io.corral.tree.command.Operation;
import io.corral.tree.command.Outcome;
import io.corral.tree.command.SessionWrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("The state machine")
class TreeStateMachineTest {
    private static final TreeRules RULES = new TreeRules(true, false);

    @Provide
    Arbitrary<List<Command>> commands() {
        Arbitrary<List<Command>> loose = Commands.any().list().ofMaxSize(60);
        return Arbitraries.oneOf(loose, sequenced());
    }

    @Provide
    Arbitrary<List<Command>> sequenced() {
        return Commands.operations()
                .list()
                .ofMaxSize(60)
                .flatMap(operations -> Commands.identities().map(who -> Commands.inSequence(operations, who)));
    }

    @Provide
    Arbitrary<List<Operation>> operations() {
        return Commands.operations().list().ofMaxSize(60);
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    @Label("gives the same for one batch, for many, and for one command at a time")
    void batchingDoesNotMatter(@ForAll("commands") List<Command> commands, @ForAll Random random) {
        List<StampedCommand> all = stamped(commands, random);
        Applied together = new TreeStateMachine().apply(TreeState.initial(), all);
        List<Outcome> outcomes = new ArrayList<>();
        TreeStateMachine machine = new TreeStateMachine();
        TreeState state = TreeState.initial();
        int from = 0;
        while (from < all.size()) {
            int to = random.nextBoolean() ? from + 1 : Math.min(all.size(), from + 1 + random.nextInt(8));
            Applied applied = machine.apply(state, all.subList(from, to));
            state = applied.after();
            outcomes.addAll(applied.outcomes());
            from = to;
        }
        StateAssertions.assertSame(state, together.after());
        assertThat(outcomes).isEqualTo(together.outcomes());
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    @Label("carries sums, child sets and ephemerals forward as a fresh count finds them")
    void sumsAreRight(@ForAll("commands") List<Command> commands, @ForAll Random random) {
        TreeState after = new TreeStateMachine()
                .apply(TreeState.initial(), stamped(commands, random))
                .after();
        StateAssertions.assertConsistent(after);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    @Label("leaves the state before as it was")
    void statesAreImmutable(@ForAll("commands") List<Command> commands, @ForAll Random random) {
        List<StampedCommand> all = stamped(commands, random);
        TreeStateMachine machine = new TreeStateMachine();
        TreeState middle = machine.apply(TreeState.initial(), all.subList(0, all.size() / 2))
                .after();
        long digest = middle.digest();
        machine.apply(middle, all.subList(all.size() / 2, all.size()));
        assertThat(middle.digest()).isEqualTo(digest);
        StateAssertions.assertConsistent(middle);
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    @Label("executes each write once, however often and in whatever pieces it is sent again")
    void resendsChangeNothing(@ForAll("sequenced") List<Command> commands, @ForAll Random random) {
        List<StampedCommand> once = new ArrayList<>();
        List<StampedCommand> again = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            StampedCommand next = new StampedCommand(commands.get(i), 1_000 + i, RULES);
            once.add(next);
            while (random.nextInt(3) == 0) {
                resend(commands, random.nextInt(i + 1), i, random, again);
            }
            if (random.nextInt(4) == 0) {
                skipAhead(commands, i + 1 + random.nextInt(3), again);
            }
            again.add(next);
        }
        Applied expected = new TreeStateMachine().apply(TreeState.initial(), once);
        Applied actual = new TreeStateMachine().apply(TreeState.initial(), again);
        StateAssertions.assertSame(actual.after(), expected.after());
        assertThat(actual.outcomes().stream().filter(TreeStateMachineTest::isApplied))
                .containsExactlyElementsOf(expected.outcomes().stream()
                        .filter(TreeStateMachineTest::isApplied)
                        .toList());
    }

    /** A piece of what came before, late: what a server sends again to a new leader, or an old packet. */
    private static void resend(List<Command> commands, int from, int end, Random random, List<StampedCommand> into) {
        int to = Math.min(end, from + 1 + random.nextInt(6));
        for (int i = from; i < to; i++) {
            if (commands.get(i) instanceof SessionWrite write) {
                into.add(new StampedCommand(write, 900_000, RULES));
            }
        }
    }

    /** Something that came too early, because what was before it got lost; it comes again at its place. */
    private static void skipAhead(List<Command> commands, int at, List<StampedCommand> into) {
        boolean laterOfTheSameSession = at < commands.size()
                && commands.get(at) instanceof SessionWrite late
                && commands.subList(0, at).stream()
                        .anyMatch(earlier -> earlier instanceof SessionWrite write
                                && write.sessionId() == late.sessionId()
                                && write.sequence() == late.sequence() - 1
                                && into.stream()
                                        .noneMatch(sent -> sent.command().equals(write)));
        if (laterOfTheSameSession) {
            into.add(new StampedCommand(commands.get(at), 900_000, RULES));
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    @Label("agrees with a naive twin of ZooKeeper's rules")
    void naiveTwin(@ForAll("operations") List<Operation> operations, @ForAll("who") List<Identity> who) {
        List<Command> commands = Commands.inSequence(operations, who);
        TreeState state = TreeState.initial();
        TreeStateMachine machine = new TreeStateMachine();
        NaiveTree twin = new NaiveTree();
        for (Command command : commands) {
            Applied applied = machine.apply(state, List.of(new StampedCommand(command, 5_000, RULES)));
            state = applied.after();
            assertThat(NaiveTree.describe(applied.outcomes().get(0))).isEqualTo(twin.run(command));
        }
        twin.assertSameNodes(state);
    }

    @Provide
    Arbitrary<List<Identity>> who() {
        return Commands.identities();
    }

    private static boolean isApplied(Outcome outcome) {
        return outcome.disposition() == Outcome.Disposition.APPLIED;
    }

    private static List<StampedCommand> stamped(List<Command> commands, Random random) {
        List<StampedCommand> stamped = new ArrayList<>();
        for (Command command : commands) {
            stamped.add(new StampedCommand(command, 1_000 + random.nextInt(500), RULES));
        }
        return stamped;
    }
}
