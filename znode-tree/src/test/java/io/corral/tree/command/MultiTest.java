package io.corral.tree.command;

import static io.corral.tree.TestTree.OPEN;
import static io.corral.tree.TestTree.SESSION;
import static io.corral.tree.TestTree.bytes;
import static io.corral.tree.TestTree.ephemeral;
import static io.corral.tree.TestTree.persistent;
import static io.corral.tree.TestTree.sequential;
import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.ErrorCode;
import io.corral.tree.TestTree;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A multi")
class MultiTest {
    private final TestTree tree = new TestTree();

    @Test
    @DisplayName("does everything under one zxid, each operation seeing those before it")
    void allTogether() {
        long before = tree.state().lastZxid();
        Outcome outcome = tree.multi(
                persistent("/a"),
                persistent("/a/b"),
                new SetData("/a", bytes("data"), 0),
                new Check("/a", 1),
                new Delete("/a/b", 0));
        assertThat(outcome.error()).isZero();
        assertThat(outcome.zxid()).isEqualTo(before + 1);
        List<Result> results = ((Result.Multi) outcome.result()).results();
        assertThat(results).hasSize(5).allMatch(result -> result.error() == ErrorCode.OK);
        assertThat(((Result.CreatedNode) results.get(0)).stat().numChildren()).isZero();
        assertThat(((Result.Updated) results.get(2)).stat().numChildren()).isEqualTo(1);
        assertThat(results.get(3)).isInstanceOf(Result.Done.class);
        assertThat(tree.node("/a").createCount()).isEqualTo(1);
        assertThat(tree.node("/a").pzxid()).isEqualTo(before + 1);
        assertThat(outcome.changes())
                .extracting(Change::kind)
                .containsExactly(
                        Change.Kind.CREATED, Change.Kind.CREATED, Change.Kind.DATA_CHANGED, Change.Kind.DELETED);
        assertThat(outcome.changes()).allMatch(change -> change.zxid() == before + 1);
    }

    @Test
    @DisplayName("that fails does nothing, takes a zxid, and says which operation was to blame")
    void nothing() {
        tree.create("/kept");
        long digest = tree.state().zooKeeperDigest();
        long before = tree.state().lastZxid();
        Outcome outcome = tree.multi(
                persistent("/a"),
                ephemeral("/a/e"),
                new SetData("/kept", null, -1),
                new Delete("/none", -1),
                persistent("/b"));
        assertThat(outcome.error()).isZero();
        assertThat(((Result.Multi) outcome.result()).results())
                .containsExactly(
                        new Result.Failure(0),
                        new Result.Failure(0),
                        new Result.Failure(0),
                        new Result.Failure(ErrorCode.NO_NODE),
                        new Result.Failure(ErrorCode.RUNTIME_INCONSISTENCY));
        assertThat(outcome.changes()).isEmpty();
        assertThat(tree.state().lastZxid()).isEqualTo(before + 1);
        assertThat(tree.state().zooKeeperDigest()).isEqualTo(digest);
        assertThat(tree.state().nodeCount()).isEqualTo(5);
        assertThat(tree.state().ephemeralsOf(SESSION)).isEmpty();
        assertThat(tree.node("/").numChildren()).isEqualTo(2);
    }

    @Test
    @DisplayName("that fails takes back what it deleted and created anew")
    void takesBackDeletes() {
        tree.write(ephemeral("/e"));
        tree.multi(new Delete("/e", -1), persistent("/e"), new Delete("/e", -1), new Check("/none", -1));
        assertThat(tree.node("/e").ephemeralOwner()).isEqualTo(SESSION);
        assertThat(tree.state().ephemeralsOf(SESSION)).containsExactly("/e");
        assertThat(tree.node("/").childNames()).contains("e");
        assertThat(tree.node("/").createCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("gives successive sequence numbers, and gives them back when it fails")
    void sequenceNumbers() {
        tree.create("/q");
        tree.multi(sequential("/q/n"), sequential("/q/n"), new Check("/none", -1));
        Outcome outcome = tree.multi(sequential("/q/n"), sequential("/q/n"));
        assertThat(((Result.Multi) outcome.result()).results())
                .extracting(result -> ((Result.CreatedNode) result).path())
                .containsExactly("/q/n0000000000", "/q/n0000000001");
    }

    @Test
    @DisplayName("without operations takes a zxid and gives no results")
    void empty() {
        long before = tree.state().lastZxid();
        Outcome outcome = tree.multi();
        assertThat(outcome.result()).isEqualTo(new Result.Multi(List.of()));
        assertThat(outcome.zxid()).isEqualTo(before + 1);
    }

    @Test
    @DisplayName("may contain an operation that was refused beforehand")
    void refusedBeforehand() {
        Outcome outcome = tree.multi(persistent("/a"), new Failed(ErrorCode.BAD_ARGUMENTS));
        assertThat(((Result.Multi) outcome.result()).results())
                .containsExactly(new Result.Failure(0), new Result.Failure(ErrorCode.BAD_ARGUMENTS));
        assertThat(tree.has("/a")).isFalse();
    }

    @Test
    @DisplayName("keeps the bare create's result bare")
    void bareCreate() {
        Outcome outcome = tree.multi(new Create("/a", null, OPEN, CreateKind.PERSISTENT, false, -1, false));
        assertThat(((Result.Multi) outcome.result()).results()).containsExactly(new Result.CreatedPath("/a"));
    }
}
