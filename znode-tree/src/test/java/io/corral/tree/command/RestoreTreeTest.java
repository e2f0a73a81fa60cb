package io.corral.tree.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.StagedCopy;
import io.corral.tree.TreeRules;
import io.corral.tree.TreeState;
import io.corral.tree.ZnodeBuilder;
import io.corral.tree.acl.AclList;
import io.corral.tree.apply.Commands;
import io.corral.tree.apply.StampedCommand;
import io.corral.tree.apply.TreeStateMachine;
import io.corral.tree.codec.CommandDecoder;
import io.corral.tree.codec.CommandEncoder;
import io.corral.tree.codec.CopyPieceWriter;
import io.corral.tree.session.Session;
import io.corral.tree.session.SessionPassword;
import io.corral.tree.snapshot.TreeSnapshotReader;
import io.corral.tree.snapshot.TreeSnapshotWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

@Label("Replacing the state by a copy")
class RestoreTreeTest {
    private static final long NUMBER = 7;
    private final TreeStateMachine machine = new TreeStateMachine();

    @Provide
    Arbitrary<List<Command>> commands() {
        return Commands.any().list().ofMaxSize(60);
    }

    @Property(tries = 100)
    @Label("brings back every node and session, keeps the membership, and lets zxids and epochs only grow")
    void bringsBackWhatWas(
            @ForAll("commands") List<Command> first,
            @ForAll("commands") List<Command> then,
            @ForAll @IntRange(min = 1, max = 4) int pieceSize) {
        TreeState copied = run(TreeState.initial(), first);
        TreeState later = run(copied, then);
        List<Command> pieces = pieces(copied, pieceSize);

        TreeState staged = run(later, pieces);
        assertThat(staged.nodes()).isEqualTo(later.nodes());
        assertThat(staged.lastZxid()).isEqualTo(later.lastZxid());
        TreeState after = run(staged, List.of(new RestoreTree(NUMBER, pieces.size(), copied.lastZxid())));

        assertThat(after.stagedCopy()).isNull();
        assertThat(after.nodes().keySet()).isEqualTo(copied.nodes().keySet());
        assertThat(after.zooKeeperDigest()).isEqualTo(copied.zooKeeperDigest());
        assertThat(after.dataSize()).isGreaterThan(0);
        assertThat(after.perishables()).isEqualTo(copied.perishables());
        assertThat(after.sessions().keySet()).isEqualTo(copied.sessions().keySet());
        assertThat(after.ephemeralCount()).isEqualTo(copied.ephemeralCount());
        assertThat(after.lastZxid()).isGreaterThan(later.lastZxid());
        assertThat(after.ensemble()).isEqualTo(later.ensemble());
        assertThat(Objects.requireNonNull(after.find("/zookeeper/config")).mzxid())
                .isEqualTo(
                        Objects.requireNonNull(later.find("/zookeeper/config")).mzxid());
        for (String path : copied.nodes().keySet()) {
            assertThat(Objects.requireNonNull(after.find(path)).childPaths())
                    .isEqualTo(Objects.requireNonNull(copied.find(path)).childPaths());
        }
        for (Session session : later.sessions().values()) {
            Session restored = after.session(session.id());
            if (restored != null) {
                assertThat(restored.attachEpoch()).isEqualTo(session.attachEpoch() + 1);
                assertThat(restored.password()).isEqualTo(session.password());
            }
        }
    }

    @Property(tries = 60)
    @Label("is the same when pieces come twice, too early, or through a snapshot in the middle")
    void takesEveryPieceOnce(@ForAll("commands") List<Command> first, @ForAll @IntRange(max = 5) int cut)
            throws IOException {
        TreeState copied = run(TreeState.initial(), first);
        List<Command> pieces = pieces(copied, 1);
        List<Command> again = new ArrayList<>();
        for (Command piece : pieces) {
            again.add(pieces.get(pieces.size() - 1));
            again.add(piece);
            again.add(piece);
        }
        int half = Math.min(cut, again.size());
        Command end = new RestoreTree(NUMBER, pieces.size(), copied.lastZxid());

        TreeState expected = run(run(TreeState.initial(), pieces), List.of(end));
        TreeState reread = reread(run(TreeState.initial(), again.subList(0, half)));
        TreeState after = run(run(reread, again.subList(half, again.size())), List.of(end));

        assertThat(after.digest()).isEqualTo(expected.digest());
        assertThat(run(after, List.of(end))).extracting(TreeState::digest).isEqualTo(after.digest());
    }

    @Example
    @Label("is refused as long as a piece is missing, and when another copy has taken its place")
    void needsAllPieces() {
        TreeState copied = run(TreeState.initial(), List.of());
        List<Command> pieces = pieces(copied, 1);
        TreeState halfway = run(TreeState.initial(), pieces.subList(0, 2));

        Outcome early = outcome(halfway, new RestoreTree(NUMBER, pieces.size(), 0));
        assertThat(early.disposition()).isEqualTo(Outcome.Disposition.REFUSED);

        TreeState other = run(halfway, List.of(new StageCopy(8, 0, ((StageCopy) pieces.get(0)).piece())));
        assertThat(other.stagedCopy()).extracting(StagedCopy::number).isEqualTo(8L);
        assertThat(outcome(other, pieces.get(2)).disposition()).isEqualTo(Outcome.Disposition.DUPLICATE);
    }

    @Example
    @Label("is given up only if nothing more of it has come")
    void isGivenUp() {
        TreeState halfway =
                run(TreeState.initial(), pieces(TreeState.initial(), 1).subList(0, 2));

        assertThat(run(halfway, List.of(new DropCopy(NUMBER, 1))).stagedCopy()).isNotNull();
        TreeState dropped = run(halfway, List.of(new DropCopy(NUMBER, 2)));
        assertThat(dropped.stagedCopy()).isNull();
        assertThat(dropped.digest()).isNotEqualTo(halfway.digest());
    }

    @Example
    @Label("does not take what makes no tree: orphans, twins, nodes of no session, paths that are none")
    void takesOnlyTrees() {
        for (List<String> paths : List.of(List.of("/a/b"), List.of("/a", "/a"), List.of("no-path"), List.of("/a//b"))) {
            CopyPieceWriter piece = new CopyPieceWriter();
            paths.forEach(path -> piece.add(path, new ZnodeBuilder().acl(AclList.OPEN)));
            assertRefused(piece);
        }
        CopyPieceWriter ephemeral = new CopyPieceWriter();
        ephemeral.add("/a", new ZnodeBuilder().acl(AclList.OPEN).owner(99));
        assertRefused(ephemeral);
    }

    private void assertRefused(CopyPieceWriter piece) {
        StageCopy command = new StageCopy(NUMBER, 0, piece.encode());
        assertThat(outcome(TreeState.initial(), command).disposition()).isEqualTo(Outcome.Disposition.REFUSED);
        assertThat(run(TreeState.initial(), List.of(command)).stagedCopy()).isNull();
    }

    /** Parents before their children, as their paths are shorter and sort to the front. */
    private static List<Command> pieces(TreeState state, int size) {
        List<Command> pieces = new ArrayList<>();
        CopyPieceWriter first = new CopyPieceWriter();
        state.sessions()
                .values()
                .forEach(session -> first.add(
                        session.id(),
                        session.timeoutMillis(),
                        SessionPassword.of(session.password().bytes())));
        CopyPieceWriter piece = first;
        int nodes = 0;
        for (String path : new TreeMap<>(state.nodes()).keySet()) {
            piece.add(path, Objects.requireNonNull(state.find(path)).toBuilder());
            nodes++;
            if (nodes % size == 0) {
                pieces.add(new StageCopy(NUMBER, pieces.size(), piece.encode()));
                piece = new CopyPieceWriter();
            }
        }
        pieces.add(new StageCopy(NUMBER, pieces.size(), piece.encode()));
        return pieces;
    }

    private static TreeState reread(TreeState state) throws IOException {
        Path folder = Files.createTempDirectory("copy");
        Path file = folder.resolve("snapshot");
        try {
            TreeSnapshotWriter.write(state, file);
            return TreeSnapshotReader.read(file);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private Outcome outcome(TreeState from, Command command) {
        return machine.apply(from, List.of(new StampedCommand(command, 1_000, TreeRules.defaults())))
                .outcomes()
                .get(0);
    }

    private TreeState run(TreeState from, List<Command> commands) {
        return machine.apply(
                        from,
                        commands.stream()
                                .map(command -> new StampedCommand(
                                        CommandDecoder.decode(CommandEncoder.encode(command)),
                                        1_000,
                                        TreeRules.defaults()))
                                .toList())
                .after();
    }
}
