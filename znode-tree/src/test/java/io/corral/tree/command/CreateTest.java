package io.corral.tree.command;

import static io.corral.tree.TestTree.OPEN;
import static io.corral.tree.TestTree.SESSION;
import static io.corral.tree.TestTree.anyoneMayAllBut;
import static io.corral.tree.TestTree.bytes;
import static io.corral.tree.TestTree.container;
import static io.corral.tree.TestTree.ephemeral;
import static io.corral.tree.TestTree.persistent;
import static io.corral.tree.TestTree.sequential;
import static io.corral.tree.TestTree.withTtl;
import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.EphemeralOwner;
import io.corral.tree.ErrorCode;
import io.corral.tree.Stat;
import io.corral.tree.TestTree;
import io.corral.tree.TreeRules;
import io.corral.tree.Znode;
import io.corral.tree.acl.AclEntry;
import io.corral.tree.acl.AclList;
import io.corral.tree.acl.Permission;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Create")
class CreateTest {
    private static final int MANY = 100_000;

    private final TestTree tree = new TestTree();

    @Test
    @DisplayName("gives a new node the stat of its transaction")
    void statOfNewNode() {
        Outcome outcome = tree.at(5_000).create("/a");
        Stat stat = ((Result.CreatedNode) outcome.result()).stat();
        assertThat(outcome.zxid()).isEqualTo(2);
        assertThat(List.of(stat.czxid(), stat.mzxid(), stat.pzxid())).containsOnly(2L);
        assertThat(List.of(stat.ctime(), stat.mtime())).containsOnly(5_000L);
        assertThat(List.of(stat.version(), stat.cversion(), stat.aversion(), stat.numChildren()))
                .containsOnly(0);
        assertThat(stat.dataLength()).isEqualTo(1);
        assertThat(stat.ephemeralOwner()).isZero();
        assertThat(tree.node("/a").stat()).isEqualTo(stat);
    }

    @Test
    @DisplayName("moves cversion, numChildren and pzxid of the parent, and nothing else of it")
    void statOfParent() {
        tree.create("/a");
        Znode before = tree.node("/a");
        Outcome outcome = tree.at(9_000).create("/a/b");
        Znode after = tree.node("/a");
        assertThat(after.pzxid()).isEqualTo(outcome.zxid());
        assertThat(after.cversion()).isEqualTo(1);
        assertThat(after.numChildren()).isEqualTo(1);
        assertThat(after.mzxid()).isEqualTo(before.mzxid());
        assertThat(after.mtime()).isEqualTo(before.mtime());
        assertThat(after.version()).isZero();
        assertThat(after.childNames()).containsExactly("b");
        Znode root = tree.node("/");
        tree.create("/a/b/c");
        assertThat(tree.node("/a").pzxid()).isEqualTo(outcome.zxid());
        assertThat(tree.node("/")).isSameAs(root);
    }

    @Test
    @DisplayName("gives a node as many children as anybody wants")
    void manyChildren() {
        tree.create("/a");
        for (int i = 0; i < MANY; i++) {
            assertThat(tree.create("/a/" + i).error()).isZero();
        }
        assertThat(tree.node("/a").numChildren()).isEqualTo(MANY);
    }

    @Test
    @DisplayName("tells watches of the node and of its parent")
    void change() {
        tree.create("/a");
        Outcome outcome = tree.write(persistent("/a/b", anyoneMayAllBut(Permission.READ)));
        assertThat(outcome.changes())
                .containsExactly(new Change(
                        Change.Kind.CREATED,
                        "/a/b",
                        1,
                        outcome.zxid(),
                        AclList.of(anyoneMayAllBut(Permission.READ)),
                        "/a",
                        AclList.OPEN));
        assertThat(tree.create("/top").changes().get(0).parentPath()).isEqualTo("/");
    }

    @Test
    @DisplayName("without stat gives the path alone")
    void pathOnly() {
        Create create = new Create("/a", null, OPEN, CreateKind.PERSISTENT, false, -1, false);
        assertThat(tree.write(create).result()).isEqualTo(new Result.CreatedPath("/a"));
        assertThat(tree.node("/a").data()).isNull();
        assertThat(tree.node("/a").dataLength()).isZero();
    }

    @Test
    @DisplayName("keeps empty data apart from null")
    void emptyData() {
        tree.write(new Create("/a", new byte[0], OPEN, CreateKind.PERSISTENT, false, -1, false));
        assertThat(tree.node("/a").data()).isEmpty();
    }

    @Test
    @DisplayName("refuses TTL nodes before anything else unless they are enabled")
    void ttlDisabled() {
        assertThat(tree.write(withTtl("bad", -5)).error()).isEqualTo(ErrorCode.UNIMPLEMENTED);
    }

    @Test
    @DisplayName("checks the time to live before the path")
    void ttlRange() {
        TestTree extended = new TestTree(new TreeRules(true, false));
        assertThat(extended.write(withTtl("/no/parent", 0)).error()).isEqualTo(ErrorCode.BAD_ARGUMENTS);
        assertThat(extended.write(withTtl("/a", EphemeralOwner.MAX_TTL_MILLIS + 1))
                        .error())
                .isEqualTo(ErrorCode.BAD_ARGUMENTS);
        assertThat(extended.write(withTtl("/a", EphemeralOwner.MAX_TTL_MILLIS)).error())
                .isZero();
        assertThat(extended.node("/a").ephemeralOwner()).isZero();
        assertThat(EphemeralOwner.ttlMillis(extended.node("/a").owner())).isEqualTo(EphemeralOwner.MAX_TTL_MILLIS);
        assertThat(EphemeralOwner.isTtl(extended.node("/a").owner())).isTrue();
    }

    @Test
    @DisplayName("refuses a path without slash or with NUL before it looks at the list")
    void pathBeforeAcl() {
        assertThat(tree.write(persistent("a", List.of())).error()).isEqualTo(ErrorCode.BAD_ARGUMENTS);
        assertThat(tree.write(persistent("/a\0", List.of())).error()).isEqualTo(ErrorCode.BAD_ARGUMENTS);
    }

    @Test
    @DisplayName("refuses a bad list before it looks for the parent")
    void aclBeforeParent() {
        assertThat(tree.write(persistent("/no/a", List.of())).error()).isEqualTo(ErrorCode.INVALID_ACL);
        assertThat(tree.write(new Create("/no/a", null, null, CreateKind.PERSISTENT, false, -1, true))
                        .error())
                .isEqualTo(ErrorCode.INVALID_ACL);
        assertThat(tree.write(persistent("/a", List.of(new AclEntry(31, "auth", ""))))
                        .error())
                .isEqualTo(ErrorCode.INVALID_ACL);
    }

    @Test
    @DisplayName("needs the parent, and CREATE on it, before the rest of the path is validated")
    void parentThenPermissionThenPath() {
        assertThat(tree.create("/no/a").error()).isEqualTo(ErrorCode.NO_NODE);
        assertThat(tree.create("/x/").error()).isEqualTo(ErrorCode.NO_NODE);
        tree.write(persistent("/locked", anyoneMayAllBut(Permission.CREATE)));
        assertThat(tree.create("/locked/..").error()).isEqualTo(ErrorCode.NO_AUTH);
        tree.create("/x");
        assertThat(tree.create("/x/").error()).isEqualTo(ErrorCode.BAD_ARGUMENTS);
        assertThat(tree.create("/x/..").error()).isEqualTo(ErrorCode.BAD_ARGUMENTS);
    }

    @Test
    @DisplayName("of what exists fails, the root included, also below an ephemeral")
    void exists() {
        assertThat(tree.create("/").error()).isEqualTo(ErrorCode.NODE_EXISTS);
        tree.create("/a");
        assertThat(tree.create("/a").error()).isEqualTo(ErrorCode.NODE_EXISTS);
        assertThat(tree.create("/zookeeper/config").error()).isEqualTo(ErrorCode.NODE_EXISTS);
    }

    @Test
    @DisplayName("below an ephemeral fails")
    void belowEphemeral() {
        tree.write(ephemeral("/e"));
        assertThat(tree.create("/e/a").error()).isEqualTo(ErrorCode.NO_CHILDREN_FOR_EPHEMERALS);
        tree.write(container("/c"));
        assertThat(tree.create("/c/a").error()).isZero();
    }

    @Test
    @DisplayName("of an ephemeral notes it with its session")
    void ephemeralOwner() {
        tree.write(ephemeral("/e"));
        assertThat(tree.node("/e").ephemeralOwner()).isEqualTo(SESSION);
        assertThat(tree.state().ephemeralsOf(SESSION)).containsExactly("/e");
        assertThat(tree.state().ephemeralCount()).isEqualTo(1);
        tree.write(new Delete("/e", -1));
        assertThat(tree.state().ephemeralsOf(SESSION)).isEmpty();
        assertThat(tree.state().ephemeralCount()).isZero();
    }

    @Test
    @DisplayName("of a container shows no owner")
    void containerOwner() {
        tree.write(container("/c"));
        assertThat(tree.node("/c").ephemeralOwner()).isZero();
        assertThat(tree.node("/c").owner()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    @DisplayName("with a sequence number appends ten digits that every create under the parent moves on")
    void sequenceNumbers() {
        tree.create("/q");
        assertThat(path(tree.write(sequential("/q/n-")))).isEqualTo("/q/n-0000000000");
        tree.create("/q/other");
        tree.write(ephemeral("/q/e"));
        tree.write(new Delete("/q/e", -1));
        assertThat(path(tree.write(sequential("/q/")))).isEqualTo("/q/0000000003");
        assertThat(path(tree.write(sequential("/q/n-")))).isEqualTo("/q/n-0000000004");
        assertThat(path(tree.write(sequential("/")))).isEqualTo("/0000000001");
    }

    @Test
    @DisplayName("that fails does not move the sequence on")
    void failedCreate() {
        tree.create("/q");
        tree.create("/q/..");
        assertThat(path(tree.write(sequential("/q/n")))).isEqualTo("/q/n0000000000");
    }

    @Test
    @DisplayName("sticks at the last sequence number, and pzxid with it")
    void lastSequenceNumber() {
        tree.create("/q");
        tree.setState(FarAdvanced.createCount(tree.state(), "/q", Integer.MAX_VALUE - 1));
        assertThat(path(tree.write(sequential("/q/n")))).isEqualTo("/q/n2147483646");
        long pzxid = tree.node("/q").pzxid();
        assertThat(path(tree.write(sequential("/q/n")))).isEqualTo("/q/n2147483647");
        assertThat(tree.write(sequential("/q/n")).error()).isEqualTo(ErrorCode.NODE_EXISTS);
        assertThat(tree.node("/q").pzxid()).isEqualTo(pzxid);
        assertThat(tree.node("/q").createCount()).isEqualTo(Integer.MAX_VALUE);
        assertThat(tree.node("/q").cversion()).isEqualTo(-4);
    }

    @Test
    @DisplayName("takes a zxid even when it fails")
    void failureTakesZxid() {
        long before = tree.state().lastZxid();
        Outcome outcome = tree.create("/no/a");
        assertThat(outcome.disposition()).isEqualTo(Outcome.Disposition.APPLIED);
        assertThat(outcome.zxid()).isEqualTo(before + 1);
        assertThat(outcome.changes()).isEmpty();
        assertThat(tree.state().lastZxid()).isEqualTo(before + 1);
    }

    @Test
    @DisplayName("compares by content")
    void equality() {
        Create one = new Create("/a", bytes("d"), OPEN, CreateKind.PERSISTENT, false, -1, true);
        Create two = new Create("/a", bytes("d"), OPEN, CreateKind.PERSISTENT, false, -1, true);
        assertThat(one).isEqualTo(two).hasSameHashCodeAs(two);
    }

    private static String path(Outcome outcome) {
        return ((Result.CreatedNode) outcome.result()).path();
    }
}
