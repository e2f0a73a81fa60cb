package io.corral.tree.command;

import static io.corral.tree.TestTree.OPEN;
import static io.corral.tree.TestTree.bytes;
import static io.corral.tree.TestTree.ephemeral;
import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.ErrorCode;
import io.corral.tree.TestTree;
import io.corral.tree.TreeRules;
import io.corral.tree.Znode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Quotas")
class QuotaTest {
    private static final String STATISTICS = "/zookeeper/quota/q/zookeeper_stats";

    private final TestTree tree = new TestTree(new TreeRules(true, true));

    @Test
    @DisplayName("new statistics begin with what there is, the path itself included")
    void beginsWithWhatThereIs() {
        node("/q", "12");
        node("/q/a", "345");
        node("/q/a/b", "");
        quota("count=100");
        assertThat(usage()).isEqualTo("count=3,bytes=5");
    }

    @Test
    @DisplayName("statistics of a path that does not exist begin with nothing")
    void beginsWithNothing() {
        quota("count=100");
        assertThat(usage()).isEqualTo("count=0,bytes=0");
        node("/q", "12");
        assertThat(usage()).isEqualTo("count=1,bytes=2");
    }

    @Test
    @DisplayName("every create, setData and delete counts, whoever does it")
    void counts() {
        node("/q", "12");
        quota("count=100");
        node("/q/a", "345");
        assertThat(usage()).isEqualTo("count=2,bytes=5");
        tree.write(new SetData("/q/a", bytes("6"), -1));
        assertThat(usage()).isEqualTo("count=2,bytes=3");
        tree.write(new Delete("/q/a", -1));
        assertThat(usage()).isEqualTo("count=1,bytes=2");
        tree.openSession(0x77);
        tree.writeAs(0x77, ephemeral("/q/e"));
        assertThat(usage()).isEqualTo("count=2,bytes=3");
        tree.writeAs(0x77, new CloseSession());
        assertThat(usage()).isEqualTo("count=1,bytes=2");
    }

    @Test
    @DisplayName("statistics change without version, time or event, and clients are told of the node as they sent it")
    void changesSilently() {
        quota("count=100");
        Znode before = tree.node(STATISTICS);
        Outcome outcome = node("/q", "12");
        Znode after = tree.node(STATISTICS);
        assertThat(after.version()).isEqualTo(before.version());
        assertThat(after.mzxid()).isEqualTo(before.mzxid());
        assertThat(after.mtime()).isEqualTo(before.mtime());
        assertThat(outcome.changes()).extracting(Change::path).containsExactly("/q");
        Outcome made = node("/zookeeper/quota/other", "");
        assertThat(made.error()).isZero();
        Outcome statistics = node("/zookeeper/quota/other/zookeeper_stats", "1");
        assertThat(((Result.CreatedNode) statistics.result()).stat().dataLength())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("the deepest quota alone counts")
    void deepestCounts() {
        node("/q", "");
        quota("count=100");
        node("/q/a", "");
        node("/zookeeper/quota/q/a", "");
        node("/zookeeper/quota/q/a/zookeeper_limits", "count=9");
        node("/zookeeper/quota/q/a/zookeeper_stats", "");
        node("/q/a/b", "1");
        assertThat(usage()).isEqualTo("count=2,bytes=0");
        assertThat(text("/zookeeper/quota/q/a/zookeeper_stats")).isEqualTo("count=2,bytes=1");
    }

    @Test
    @DisplayName("a hard limit refuses what would go beyond it, and what stays within is done")
    void hardLimits() {
        node("/q", "");
        quota("count=1,bytes=1=;byteHardLimit=4;countHardLimit=3");
        assertThat(node("/q/a", "12345").error()).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
        assertThat(node("/q/a", "1234").error()).isZero();
        assertThat(tree.write(new SetData("/q/a", bytes("12345"), -1)).error()).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
        assertThat(tree.write(new SetData("/q/a", bytes("12"), -1)).error()).isZero();
        assertThat(node("/q/b", "").error()).isZero();
        assertThat(node("/q/c", "").error()).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
        assertThat(tree.write(new Delete("/q/b", -1)).error()).isZero();
        assertThat(node("/q/c", "").error()).isZero();
    }

    @Test
    @DisplayName("setData looks at the quota before it looks at the version")
    void quotaBeforeVersion() {
        node("/q", "");
        quota("byteHardLimit=4");
        assertThat(tree.write(new SetData("/q", bytes("12345"), 9)).error()).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
        assertThat(tree.write(new SetData("/q", bytes("1234"), 9)).error()).isEqualTo(ErrorCode.BAD_VERSION);
    }

    @Test
    @DisplayName("soft limits, and limits without enforceQuota, refuse nothing")
    void softLimits() {
        node("/q", "");
        quota("count=1,bytes=1");
        assertThat(node("/q/a", "12345").error()).isZero();
        TestTree lenient = new TestTree();
        lenient.create("/q");
        lenient.create("/zookeeper/quota/q");
        lenient.write(create("/zookeeper/quota/q/zookeeper_limits", "countHardLimit=1"));
        lenient.create(STATISTICS);
        assertThat(lenient.create("/q/a").error()).isZero();
    }

    @Test
    @DisplayName("a multi is held to the limits with all that it did before, and gives everything back when it fails")
    void multi() {
        node("/q", "");
        quota("countHardLimit=2");
        tree.multi(create("/q/a", "1"), create("/q/b", "1"));
        assertThat(tree.has("/q/a")).isFalse();
        assertThat(usage()).isEqualTo("count=1,bytes=0");
        tree.multi(new Delete("/zookeeper/quota/q/zookeeper_limits", -1), new Check("/none", -1));
        assertThat(tree.state().quotas().paths()).containsExactly("/q");
        tree.multi(new Delete("/zookeeper/quota/q/zookeeper_limits", -1), create("/q/a", "1"), create("/q/b", "1"));
        assertThat(tree.has("/q/b")).isTrue();
        assertThat(tree.state().quotas().paths()).isEmpty();
        assertThat(usage()).isEqualTo("count=1,bytes=0");
    }

    @Test
    @DisplayName("limits without statistics, and statistics full of nonsense, stop nobody")
    void incomplete() {
        node("/zookeeper/quota/q", "");
        node("/zookeeper/quota/q/zookeeper_limits", "countHardLimit=0");
        assertThat(node("/q", "").error()).isZero();
        node(STATISTICS, "");
        tree.write(new SetData(STATISTICS, bytes("nonsense"), -1));
        assertThat(tree.write(new SetData("/q", bytes("12"), -1)).error()).isZero();
        assertThat(usage()).isEqualTo("count=-1,bytes=1");
    }

    private void quota(String limits) {
        node("/zookeeper/quota/q", "");
        node("/zookeeper/quota/q/zookeeper_limits", limits);
        node(STATISTICS, "count=0,bytes=0");
    }

    private Outcome node(String path, String data) {
        return tree.write(create(path, data));
    }

    private static Create create(String path, String data) {
        return new Create(path, bytes(data), OPEN, CreateKind.PERSISTENT, false, -1, true);
    }

    private String usage() {
        return text(STATISTICS);
    }

    private String text(String path) {
        byte[] data = tree.node(path).data();
        return data == null ? "" : new String(data, StandardCharsets.UTF_8);
    }
}
