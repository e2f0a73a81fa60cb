package io.corral.tree.command;

import static io.corral.tree.TestTree.anyoneMayAllBut;
import static io.corral.tree.TestTree.bytes;
import static io.corral.tree.TestTree.persistent;
import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.ErrorCode;
import io.corral.tree.TestTree;
import io.corral.tree.Znode;
import io.corral.tree.acl.AclEntry;
import io.corral.tree.acl.AclList;
import io.corral.tree.acl.Permission;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SetData, setACL and check")
class SetDataTest {
    private final TestTree tree = new TestTree();

    @Test
    @DisplayName("setData moves version, mzxid and mtime, even with the same bytes, and tells watches")
    void setData() {
        tree.create("/a");
        Znode before = tree.node("/a");
        Outcome outcome = tree.at(7_000).write(new SetData("/a", bytes("x"), 0));
        Znode after = tree.node("/a");
        assertThat(after.version()).isEqualTo(1);
        assertThat(after.mzxid()).isEqualTo(outcome.zxid());
        assertThat(after.mtime()).isEqualTo(7_000);
        assertThat(after.czxid()).isEqualTo(before.czxid());
        assertThat(after.pzxid()).isEqualTo(before.pzxid());
        assertThat(after.ctime()).isEqualTo(before.ctime());
        assertThat(outcome.result()).isEqualTo(new Result.Updated(after.stat()));
        assertThat(outcome.changes()).containsExactly(Change.ofData("/a", 1, outcome.zxid(), AclList.OPEN));
    }

    @Test
    @DisplayName("setData checks path, node, permission and version in this order")
    void setDataOrder() {
        assertThat(tree.write(new SetData("/no/", null, 5)).error()).isEqualTo(ErrorCode.BAD_ARGUMENTS);
        assertThat(tree.write(new SetData("", null, 5)).error()).isEqualTo(ErrorCode.BAD_ARGUMENTS);
        assertThat(tree.write(new SetData("/no", null, 5)).error()).isEqualTo(ErrorCode.NO_NODE);
        tree.write(persistent("/locked", anyoneMayAllBut(Permission.WRITE)));
        assertThat(tree.write(new SetData("/locked", null, 5)).error()).isEqualTo(ErrorCode.NO_AUTH);
        tree.create("/a");
        assertThat(tree.write(new SetData("/a", null, 5)).error()).isEqualTo(ErrorCode.BAD_VERSION);
        assertThat(tree.write(new SetData("/zookeeper/config", null, -1)).error())
                .isEqualTo(ErrorCode.NO_AUTH);
    }

    @Test
    @DisplayName("versions wrap around through negative numbers to 0, and −1 is any")
    void versionsWrap() {
        tree.create("/a");
        tree.setState(FarAdvanced.version(tree.state(), "/a", Integer.MAX_VALUE));
        tree.write(new SetData("/a", null, Integer.MAX_VALUE));
        assertThat(tree.node("/a").version()).isEqualTo(Integer.MIN_VALUE);
        tree.setState(FarAdvanced.version(tree.state(), "/a", -2));
        assertThat(tree.write(new SetData("/a", null, -3)).error()).isEqualTo(ErrorCode.BAD_VERSION);
        assertThat(tree.write(new SetData("/a", null, -2)).error()).isZero();
        assertThat(tree.node("/a").version()).isEqualTo(-1);
        tree.write(new SetData("/a", null, 12));
        assertThat(tree.node("/a").version()).isEqualTo(-1);
        tree.write(new SetData("/a", null, -1));
        assertThat(tree.node("/a").version()).isZero();
    }

    @Test
    @DisplayName("setACL changes the list and aversion, and nothing else; no watch hears of it")
    void setAcl() {
        tree.create("/a");
        Znode before = tree.node("/a");
        List<AclEntry> list = TestTree.anyoneMay(Permission.ALL & ~Permission.DELETE);
        Outcome outcome = tree.at(8_000).write(new SetAcl("/a", list, 0));
        Znode after = tree.node("/a");
        assertThat(after.acl().entries()).isEqualTo(list);
        assertThat(after.aversion()).isEqualTo(1);
        assertThat(after.mzxid()).isEqualTo(before.mzxid());
        assertThat(after.mtime()).isEqualTo(before.mtime());
        assertThat(after.version()).isEqualTo(before.version());
        assertThat(outcome.changes()).isEmpty();
        assertThat(outcome.result()).isEqualTo(new Result.Updated(after.stat()));
    }

    @Test
    @DisplayName("setACL checks path, list, node, permission and version in this order")
    void setAclOrder() {
        assertThat(tree.write(new SetAcl("/no/", List.of(), 5)).error()).isEqualTo(ErrorCode.BAD_ARGUMENTS);
        assertThat(tree.write(new SetAcl("/no", null, 5)).error()).isEqualTo(ErrorCode.INVALID_ACL);
        assertThat(tree.write(new SetAcl("/no", TestTree.OPEN, 5)).error()).isEqualTo(ErrorCode.NO_NODE);
        tree.write(persistent("/locked", anyoneMayAllBut(Permission.ADMIN)));
        assertThat(tree.write(new SetAcl("/locked", TestTree.OPEN, 5)).error()).isEqualTo(ErrorCode.NO_AUTH);
        tree.create("/a");
        assertThat(tree.write(new SetAcl("/a", TestTree.OPEN, 5)).error()).isEqualTo(ErrorCode.BAD_VERSION);
    }

    @Test
    @DisplayName("check looks at path, node, READ and version in this order")
    void check() {
        assertThat(first(tree.multi(new Check("/no/", 5)))).isEqualTo(ErrorCode.BAD_ARGUMENTS);
        assertThat(first(tree.multi(new Check("/no", 5)))).isEqualTo(ErrorCode.NO_NODE);
        tree.write(persistent("/locked", anyoneMayAllBut(Permission.READ)));
        assertThat(first(tree.multi(new Check("/locked", 5)))).isEqualTo(ErrorCode.NO_AUTH);
        tree.create("/a");
        assertThat(first(tree.multi(new Check("/a", 5)))).isEqualTo(ErrorCode.BAD_VERSION);
        assertThat(first(tree.multi(new Check("/a", 0)))).isZero();
        assertThat(first(tree.multi(new Check("/a", -1)))).isZero();
    }

    private static int first(Outcome outcome) {
        return ((Result.Multi) outcome.result()).results().get(0).error();
    }
}
