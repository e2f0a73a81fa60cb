package io.corral.tree.command;

import static io.corral.tree.TestTree.ORIGIN;
import static io.corral.tree.TestTree.PASSWORD;
import static io.corral.tree.TestTree.SESSION;
import static io.corral.tree.TestTree.ephemeral;
import static io.corral.tree.TestTree.persistent;
import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.ErrorCode;
import io.corral.tree.TestTree;
import io.corral.tree.command.Outcome.Disposition;
import io.corral.tree.session.OriginTag;
import io.corral.tree.session.Session;
import io.corral.tree.session.SessionPassword;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A session")
class SessionTest {
    private static final OriginTag ELSEWHERE = new OriginTag(2, 3);

    private final TestTree tree = new TestTree();

    @Test
    @DisplayName("begins in epoch 1, taking a zxid; the same id again is a duplicate")
    void begins() {
        long before = tree.state().lastZxid();
        CreateSession create = new CreateSession(ELSEWHERE, 7, 4_000, PASSWORD);
        Outcome outcome = tree.run(create);
        assertThat(outcome.zxid()).isEqualTo(before + 1);
        assertThat(outcome.result())
                .isEqualTo(new Result.SessionOpened(tree.state().session(7)));
        Session session = tree.state().session(7);
        assertThat(session.attachEpoch()).isEqualTo(1);
        assertThat(session.lastSequence()).isZero();
        assertThat(session.owner()).isEqualTo(ELSEWHERE);
        long digest = tree.state().digest();
        assertThat(tree.run(create).disposition()).isEqualTo(Disposition.DUPLICATE);
        assertThat(tree.state().digest()).isEqualTo(digest);
    }

    @Test
    @DisplayName("writes in sequence; copies and gaps are ignored")
    void sequence() {
        assertThat(tree.run(write(1, 2, "/b")).disposition()).isEqualTo(Disposition.GAP);
        assertThat(tree.run(write(1, 1, "/a")).disposition()).isEqualTo(Disposition.APPLIED);
        long digest = tree.state().digest();
        Outcome copy = tree.run(write(1, 1, "/a"));
        assertThat(copy.disposition()).isEqualTo(Disposition.DUPLICATE);
        assertThat(copy.zxid()).isEqualTo(tree.state().lastZxid());
        assertThat(tree.run(write(1, 3, "/c")).disposition()).isEqualTo(Disposition.GAP);
        assertThat(tree.state().digest()).isEqualTo(digest);
        assertThat(tree.run(write(1, 2, "/b")).disposition()).isEqualTo(Disposition.APPLIED);
        assertThat(tree.state().session(SESSION).lastSequence()).isEqualTo(2);
    }

    @Test
    @DisplayName("counts a write that fails with an error")
    void failedWriteCounts() {
        assertThat(tree.run(write(1, 1, "/no/a")).error()).isEqualTo(ErrorCode.NO_NODE);
        assertThat(tree.run(write(1, 1, "/no/a")).disposition()).isEqualTo(Disposition.DUPLICATE);
        assertThat(tree.run(write(1, 2, "/a")).disposition()).isEqualTo(Disposition.APPLIED);
    }

    @Test
    @DisplayName("counts a write that was refused beforehand, which takes its zxid")
    void refusedBeforehand() {
        long before = tree.state().lastZxid();
        Outcome outcome = tree.write(new Failed(-5));
        assertThat(outcome.error()).isEqualTo(-5);
        assertThat(outcome.zxid()).isEqualTo(before + 1);
        assertThat(tree.state().session(SESSION).lastSequence()).isEqualTo(1);
    }

    @Test
    @DisplayName("that does not exist is expired, without effect or zxid")
    void unknown() {
        long before = tree.state().lastZxid();
        Outcome outcome = tree.writeAs(99, persistent("/a"));
        assertThat(outcome.disposition()).isEqualTo(Disposition.REFUSED);
        assertThat(outcome.error()).isEqualTo(ErrorCode.SESSION_EXPIRED);
        assertThat(tree.state().lastZxid()).isEqualTo(before);
    }

    @Test
    @DisplayName("attached anew begins an epoch: sequence from 1, old writes refused, no zxid")
    void attach() {
        tree.run(write(1, 1, "/a"));
        long before = tree.state().lastZxid();
        Outcome outcome = tree.run(attach(1, PASSWORD));
        assertThat(outcome.disposition()).isEqualTo(Disposition.APPLIED);
        assertThat(tree.state().lastZxid()).isEqualTo(before);
        Session session = tree.state().session(SESSION);
        assertThat(outcome.result()).isEqualTo(new Result.SessionOpened(session));
        assertThat(session.attachEpoch()).isEqualTo(2);
        assertThat(session.lastSequence()).isZero();
        assertThat(session.owner()).isEqualTo(ELSEWHERE);
        assertThat(session.timeoutMillis()).isEqualTo(6_000);
        Outcome old = tree.run(write(1, 2, "/b"));
        assertThat(old.disposition()).isEqualTo(Disposition.REFUSED);
        assertThat(old.error()).isEqualTo(ErrorCode.SESSION_MOVED);
        assertThat(tree.run(write(2, 1, "/b")).disposition()).isEqualTo(Disposition.APPLIED);
        assertThat(tree.run(write(3, 1, "/c")).disposition()).isEqualTo(Disposition.GAP);
    }

    @Test
    @DisplayName("is not ended by a close of a connection before, which may be a copy that comes late")
    void lateClose() {
        tree.run(attach(1, PASSWORD));
        Outcome outcome = tree.run(new SessionWrite(ORIGIN, SESSION, 1, 1, false, List.of(), new CloseSession()));
        assertThat(outcome.disposition()).isEqualTo(Disposition.REFUSED);
        assertThat(outcome.error()).isEqualTo(ErrorCode.SESSION_MOVED);
        assertThat(tree.state().session(SESSION).attachEpoch()).isEqualTo(2);
    }

    @Test
    @DisplayName("cannot be stolen back by a copy of an old attach")
    void staleAttach() {
        tree.run(attach(1, PASSWORD));
        Outcome outcome = tree.run(attach(1, PASSWORD));
        assertThat(outcome.disposition()).isEqualTo(Disposition.REFUSED);
        assertThat(outcome.result()).isEqualTo(new Result.StaleEpoch(2));
        assertThat(outcome.error()).isEqualTo(ErrorCode.SESSION_MOVED);
        assertThat(tree.state().session(SESSION).attachEpoch()).isEqualTo(2);
    }

    @Test
    @DisplayName("is not attached with a wrong password, nor when it does not exist")
    void refusedAttach() {
        assertThat(tree.run(attach(1, SessionPassword.of(new byte[16]))).error())
                .isEqualTo(ErrorCode.AUTH_FAILED);
        assertThat(tree.run(new AttachSession(ORIGIN, 99, 1, PASSWORD, 1, 0)).error())
                .isEqualTo(ErrorCode.SESSION_EXPIRED);
        assertThat(tree.state().session(SESSION).attachEpoch()).isEqualTo(1);
    }

    @Test
    @DisplayName("takes its ephemeral nodes with it when closed, in the order of their paths, under one zxid")
    void close() {
        tree.create("/p");
        tree.write(ephemeral("/p/2"));
        tree.write(ephemeral("/p/1"));
        tree.write(ephemeral("/p/3"));
        tree.write(new Delete("/p/3", -1));
        Outcome outcome = tree.write(new CloseSession());
        assertThat(outcome.error()).isZero();
        assertThat(outcome.changes()).extracting(Change::path).containsExactly("/p/1", "/p/2");
        assertThat(outcome.changes()).allMatch(change -> change.kind() == Change.Kind.DELETED);
        assertThat(tree.state().session(SESSION)).isNull();
        assertThat(tree.node("/p").pzxid()).isEqualTo(outcome.zxid());
        assertThat(tree.node("/p").cversion()).isEqualTo(6);
        assertThat(tree.state().ephemeralCount()).isZero();
        assertThat(tree.create("/late").error()).isEqualTo(ErrorCode.SESSION_EXPIRED);
    }

    @Test
    @DisplayName("expires like a close, unless it was attached since")
    void expire() {
        tree.write(ephemeral("/e"));
        tree.run(attach(1, PASSWORD));
        long before = tree.state().lastZxid();
        Outcome missed = tree.run(new ExpireSession(SESSION, 1));
        assertThat(missed.disposition()).isEqualTo(Disposition.REFUSED);
        assertThat(tree.state().lastZxid()).isEqualTo(before);
        Outcome outcome = tree.run(new ExpireSession(SESSION, 2));
        assertThat(outcome.zxid()).isEqualTo(before + 1);
        assertThat(tree.has("/e")).isFalse();
        assertThat(tree.run(new ExpireSession(SESSION, 2)).disposition()).isEqualTo(Disposition.DUPLICATE);
    }

    @Test
    @DisplayName("survives another's end")
    void others() {
        tree.openSession(8);
        tree.writeAs(8, ephemeral("/eight"));
        tree.write(ephemeral("/mine"));
        tree.writeAs(8, new CloseSession());
        assertThat(tree.has("/eight")).isFalse();
        assertThat(tree.has("/mine")).isTrue();
    }

    @Test
    @DisplayName("never sees time go back")
    void time() {
        tree.at(9_000).create("/a");
        tree.at(3_000).create("/b");
        assertThat(tree.node("/b").ctime()).isEqualTo(9_000);
    }

    @Test
    @DisplayName("does not show its password")
    void secret() {
        assertThat(tree.state().session(SESSION).toString()).contains("***").doesNotContain("0123");
    }

    @Test
    @DisplayName("is not needed to clear away containers, which must be empty and unchanged")
    void containers() {
        tree.write(TestTree.container("/c"));
        tree.create("/c/child");
        long mzxid = tree.node("/c").mzxid();
        assertThat(tree.run(new DeleteContainer("/c", mzxid)).error()).isEqualTo(ErrorCode.NOT_EMPTY);
        tree.write(new Delete("/c/child", -1));
        assertThat(tree.run(new DeleteContainer("/c", mzxid - 1)).error()).isEqualTo(ErrorCode.BAD_VERSION);
        Outcome outcome = tree.run(new DeleteContainer("/c", mzxid));
        assertThat(outcome.changes()).extracting(Change::path).containsExactly("/c");
        assertThat(tree.has("/c")).isFalse();
        assertThat(tree.run(new DeleteContainer("/zookeeper", 0)).error()).isEqualTo(ErrorCode.BAD_ARGUMENTS);
        tree.write(ephemeral("/e"));
        assertThat(tree.run(new DeleteContainer("/e", tree.node("/e").mzxid())).error())
                .isEqualTo(ErrorCode.BAD_VERSION);
    }

    @Test
    @DisplayName("reads the membership that the leader publishes, without zxid or watch event")
    void config() {
        long before = tree.state().lastZxid();
        PublishConfig publish = new PublishConfig(TestTree.bytes("server.1=..."), 0x100);
        assertThat(tree.run(publish).changes()).isEmpty();
        assertThat(tree.node("/zookeeper/config").data()).isEqualTo(TestTree.bytes("server.1=..."));
        assertThat(tree.node("/zookeeper/config").version()).isEqualTo(-1);
        assertThat(tree.node("/zookeeper/config").mzxid()).isEqualTo(0x100);
        assertThat(tree.run(publish).disposition()).isEqualTo(Disposition.DUPLICATE);
        assertThat(tree.state().lastZxid()).isEqualTo(before);
    }

    @Test
    @DisplayName("is untouched by a no-op, which takes no zxid")
    void noOp() {
        long digest = tree.state().digest();
        assertThat(tree.run(new NoOp()).disposition()).isEqualTo(Disposition.APPLIED);
        assertThat(tree.state().digest()).isEqualTo(digest);
    }

    private static SessionWrite write(int epoch, long sequence, String path) {
        return new SessionWrite(ORIGIN, SESSION, epoch, sequence, false, List.of(), persistent(path));
    }

    private static AttachSession attach(int expectedEpoch, SessionPassword password) {
        return new AttachSession(ELSEWHERE, SESSION, 6_000, password, expectedEpoch, 42);
    }
}
