package io.corral.tree.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.TreeRules;
import io.corral.tree.TreeState;
import io.corral.tree.apply.Commands;
import io.corral.tree.apply.StampedCommand;
import io.corral.tree.apply.TreeStateMachine;
import io.corral.tree.codec.CommandDecoder;
import io.corral.tree.codec.CommandEncoder;
import io.corral.tree.codec.TreeImage;
import io.corral.tree.session.Session;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("Replacing the state by a copy")
class RestoreTreeTest {

    @Provide
    Arbitrary<List<Command>> commands() {
        return Commands.any().list().ofMaxSize(60);
    }

    @Property(tries = 100)
    @Label("brings back every node and session, keeps the membership, and lets zxids and epochs only grow")
    void bringsBackWhatWas(@ForAll("commands") List<Command> first, @ForAll("commands") List<Command> then) {
        TreeStateMachine machine = new TreeStateMachine(TreeRules.defaults());
        TreeState copied = run(machine, TreeState.initial(), first);
        TreeState later = run(machine, copied, then);
        Command restore = new RestoreTree(7, TreeImage.encode(copied));
        byte[] bytes = CommandEncoder.encode(restore);

        TreeState after = run(machine, later, List.of(CommandDecoder.decode(bytes, 0, bytes.length)));

        assertThat(after.nodes().keySet()).isEqualTo(copied.nodes().keySet());
        assertThat(after.zooKeeperDigest()).isEqualTo(copied.zooKeeperDigest());
        assertThat(after.sessions().keySet()).isEqualTo(copied.sessions().keySet());
        assertThat(after.ephemeralCount()).isEqualTo(copied.ephemeralCount());
        assertThat(after.lastZxid()).isGreaterThan(later.lastZxid());
        assertThat(Objects.requireNonNull(after.find("/zookeeper/config")).mzxid())
                .isEqualTo(
                        Objects.requireNonNull(later.find("/zookeeper/config")).mzxid());
        for (Session session : later.sessions().values()) {
            Session restored = after.session(session.id());
            if (restored != null) {
                assertThat(restored.attachEpoch()).isEqualTo(session.attachEpoch() + 1);
                assertThat(restored.password()).isEqualTo(session.password());
            }
        }
    }

    private static TreeState run(TreeStateMachine machine, TreeState from, List<Command> commands) {
        return machine.apply(
                        from,
                        commands.stream()
                                .map(command -> new StampedCommand(command, 1_000))
                                .toList())
                .after();
    }
}
