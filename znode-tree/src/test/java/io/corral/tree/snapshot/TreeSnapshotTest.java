package io.corral.tree.snapshot;

import static io.corral.tree.TestTree.bytes;
import static io.corral.tree.TestTree.ephemeral;
import static io.corral.tree.TestTree.persistent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.tree.StateAssertions;
import io.corral.tree.TestTree;
import io.corral.tree.TreeState;
import io.corral.tree.acl.AclEntry;
import io.corral.tree.acl.Identity;
import io.corral.tree.command.Create;
import io.corral.tree.command.CreateKind;
import io.corral.tree.command.FoundEnsemble;
import io.corral.tree.command.IdentifyEnsemble;
import io.corral.tree.command.PublishConfig;
import io.corral.tree.command.SetData;
import io.corral.tree.ensemble.EnsembleMember;
import io.corral.tree.ensemble.EnsembleState;
import io.corral.tree.ensemble.MemberRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A snapshot")
class TreeSnapshotTest {
    @TempDir
    Path folder;

    private final TestTree tree = new TestTree();

    @Test
    @DisplayName("of a fresh state gives it back")
    void fresh() throws IOException {
        assertRoundTrip(TreeState.initial());
    }

    @Test
    @DisplayName("gives everything back: nodes of all kinds, lists, sessions, counters, digest")
    void everything() throws IOException {
        fill();
        assertRoundTrip(tree.state());
    }

    @Test
    @DisplayName("gives the members and the identity of the ensemble back")
    void ensemble() throws IOException {
        tree.run(
                new FoundEnsemble(List.of(new EnsembleMember(1, "a", 1, 2, MemberRole.PARTICIPANT, Optional.empty()))));
        tree.run(new IdentifyEnsemble(-77));
        assertRoundTrip(tree.state());
        assertThat(TreeSnapshotReader.read(file()).ensemble().identity()).isEqualTo(-77);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gibberish",
                "server.1=a:1:2:participant\nversion=77",
                "server.1=a:1:2:participant\nversion=-1",
                "server.x=\nversion=",
                "server.=[\n\u0000",
                "version=0"
            })
    @DisplayName(
            "of a release that did not know the members is read whatever a superuser wrote in their place, and that not believed")
    void olderWithAnyText(String text) throws IOException {
        tree.as(new Identity("super", "")).write(new SetData("/zookeeper/config", bytes(text), -1));
        writeAsOlderRelease();
        assertThat(TreeSnapshotReader.read(file()).ensemble()).isEqualTo(EnsembleState.UNKNOWN);
        assertThat(TreeSnapshotReader.read(file()).find("/zookeeper/config").data())
                .isEqualTo(bytes(text));
    }

    @Test
    @DisplayName("of a release that did not know the members takes those that the leader had shown to clients")
    void olderWithMembers() throws IOException {
        String text = "server.1=a:1:2:participant\nserver.2=b:1:2:observer;0.0.0.0:3\nversion=0";
        tree.run(new PublishConfig(bytes(text), 0));
        writeAsOlderRelease();
        assertThat(TreeSnapshotReader.read(file()).ensemble().inForce().text()).isEqualTo(text);
    }

    private void writeAsOlderRelease() throws IOException {
        TreeState withoutMembers = tree.state().with(EnsembleState.UNKNOWN);
        try (SnapshotFile out = SnapshotFile.create(file())) {
            TreeSnapshotWriter.writeNodes(withoutMembers, out);
            TreeSnapshotWriter.writeSessions(withoutMembers, out);
            TreeSnapshotWriter.writeMeta(withoutMembers, out);
        }
    }

    @Test
    @DisplayName("gives large data back, in not many bytes more")
    void largeData() throws IOException {
        byte[] data = new byte[1 << 18];
        new Random(1).nextBytes(data);
        for (int i = 0; i < 40; i++) {
            tree.write(new Create("/big" + i, data, TestTree.OPEN, CreateKind.PERSISTENT, false, -1, false));
        }
        assertRoundTrip(tree.state());
        assertThat(Files.size(file())).isLessThan(20L << 20);
    }

    @Test
    @DisplayName("keeps being written to while the tree goes on")
    void oldStateWhileNewerIsBuilt() throws IOException {
        fill();
        TreeState old = tree.state();
        tree.write(new SetData("/a", bytes("newer"), -1));
        TreeSnapshotWriter.write(old, file());
        StateAssertions.assertSame(TreeSnapshotReader.read(file()), old);
    }

    @Test
    @DisplayName("tells of one path without loading the rest")
    void lookup() throws IOException {
        fill();
        TreeSnapshotWriter.write(tree.state(), file());
        assertThat(TreeSnapshotReader.lookup(file(), "/a/b").data()).isEqualTo(bytes("x"));
        assertThat(TreeSnapshotReader.lookup(file(), "/locked").acl())
                .isEqualTo(tree.node("/locked").acl());
        assertThat(TreeSnapshotReader.lookup(file(), "").czxid()).isZero();
        assertThat(TreeSnapshotReader.lookup(file(), "/none")).isNull();
        assertThat(TreeSnapshotReader.childNames(file(), "/"))
                .containsExactly("a", "a!", "a0", "e", "locked", "many", "null", "zookeeper");
        assertThat(TreeSnapshotReader.childNames(file(), "/a")).containsExactly("b");
        assertThat(TreeSnapshotReader.childNames(file(), "/many")).hasSize(500);
        assertThat(TreeSnapshotReader.childNames(file(), "/a/b")).containsExactly("c");
        assertThat(TreeSnapshotReader.childNames(file(), "/none")).isEmpty();
    }

    @Test
    @DisplayName("that is not there, or not one, or damaged, is told apart")
    void damage() throws IOException {
        assertThatThrownBy(() -> TreeSnapshotReader.read(folder.resolve("none")))
                .isInstanceOf(NoSuchFileException.class);
        Path garbage = Files.write(folder.resolve("garbage"), new byte[5_000]);
        assertThatThrownBy(() -> TreeSnapshotReader.read(garbage)).isInstanceOf(CorruptSnapshotException.class);
        Path empty = Files.write(folder.resolve("empty"), new byte[0]);
        assertThatThrownBy(() -> TreeSnapshotReader.read(empty)).isInstanceOf(CorruptSnapshotException.class);
        fill();
        TreeSnapshotWriter.write(tree.state(), file());
        byte[] good = Files.readAllBytes(file());
        byte[] pattern = bytes("find-me");
        int at = indexOf(good, pattern);
        good[at]++;
        Path damaged = Files.write(folder.resolve("damaged"), good);
        assertThatThrownBy(() -> TreeSnapshotReader.read(damaged)).isInstanceOf(CorruptSnapshotException.class);
    }

    private void fill() {
        tree.openSession(0x77);
        tree.create("/a");
        tree.create("/a/b");
        tree.create("/a!");
        tree.create("/a0");
        tree.writeAs(0x77, ephemeral("/e"));
        tree.write(TestTree.container("/a/b/c"));
        tree.write(
                persistent("/locked", List.of(new AclEntry(31, "digest", "u:h"), new AclEntry(1, "ip", "10.0.0.1"))));
        tree.write(new Create("/null", null, TestTree.OPEN, CreateKind.PERSISTENT, false, -1, false));
        tree.create("/many");
        for (int i = 0; i < 500; i++) {
            tree.create("/many/node-" + i);
            tree.create("/many/node-" + i + "/below");
        }
        tree.write(new SetData("/many/node-7", bytes("find-me"), 0));
    }

    private Path file() {
        return folder.resolve("snapshot");
    }

    private void assertRoundTrip(TreeState state) throws IOException {
        TreeSnapshotWriter.write(state, file());
        TreeState read = TreeSnapshotReader.read(file());
        StateAssertions.assertSame(read, state);
        StateAssertions.assertConsistent(read);
    }

    private static int indexOf(byte[] in, byte[] pattern) {
        String text = new String(in, java.nio.charset.StandardCharsets.ISO_8859_1);
        return text.indexOf(new String(pattern, java.nio.charset.StandardCharsets.ISO_8859_1));
    }
}
