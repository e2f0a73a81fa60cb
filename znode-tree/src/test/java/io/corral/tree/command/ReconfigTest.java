package io.corral.tree.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.ErrorCode;
import io.corral.tree.TestTree;
import io.corral.tree.acl.Identity;
import io.corral.tree.ensemble.Ensemble;
import io.corral.tree.ensemble.EnsembleMember;
import io.corral.tree.ensemble.MemberRole;
import io.corral.tree.ensemble.MembersAsked;
import io.corral.tree.ensemble.ReconfigProposal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A change of the ensemble's members")
class ReconfigTest {
    private static final String CONFIG = "/zookeeper/config";
    private static final Identity SUPER = new Identity("super", "");

    private final TestTree tree = new TestTree();

    @BeforeEach
    void foundTheEnsemble() {
        tree.run(new FoundEnsemble(List.of(member(1), member(2), member(3))));
        tree.as(SUPER);
    }

    @Test
    @DisplayName("begins with the configured members, whose version is a zxid")
    void founded() {
        assertThat(tree.state().ensemble().inForce().version())
                .isEqualTo(tree.state().lastZxid());
        assertThat(text()).endsWith("\nversion=" + Long.toHexString(tree.state().lastZxid()));
        assertThat(tree.node(CONFIG).version()).isEqualTo(-1);
        Outcome again = tree.run(new FoundEnsemble(List.of(member(9))));
        assertThat(again.disposition()).isEqualTo(Outcome.Disposition.DUPLICATE);
    }

    @Test
    @DisplayName("shows only when the leader says that it is done, and is then answered and announced")
    void proposedAndDone() {
        String before = text();
        Outcome taken = tree.write(remove("3"));
        assertThat(taken.result()).isInstanceOf(Result.MembersProposed.class);
        assertThat(text()).isEqualTo(before);

        Outcome done = tree.run(FinishReconfig.of(proposal(), ErrorCode.OK));
        assertThat(done.zxid()).isEqualTo(tree.state().lastZxid()).isGreaterThan(taken.zxid());
        assertThat(done.changes()).singleElement().satisfies(change -> {
            assertThat(change.path()).isEqualTo(CONFIG);
            assertThat(change.kind()).isEqualTo(Change.Kind.DATA_CHANGED);
        });
        Result.Configured answer = (Result.Configured) done.result();
        assertThat(new String(answer.text(), StandardCharsets.UTF_8)).isEqualTo(text());
        assertThat(answer.stat().mzxid()).isEqualTo(done.zxid());
        assertThat(text()).isEqualTo(new Ensemble(List.of(member(1), member(2)), done.zxid()).text());
        assertThat(((FinishReconfig) done.command()).origin()).isEqualTo(TestTree.ORIGIN);
    }

    @Test
    @DisplayName("that cannot be done leaves everything as it was, and the way free for the next one")
    void proposedAndGivenUp() {
        String before = text();
        tree.write(remove("3"));
        Outcome outcome = tree.run(FinishReconfig.of(proposal(), ErrorCode.NEW_CONFIG_NO_QUORUM));
        assertThat(outcome.error()).isEqualTo(ErrorCode.NEW_CONFIG_NO_QUORUM);
        assertThat(outcome.changes()).isEmpty();
        assertThat(text()).isEqualTo(before);
        assertThat(tree.write(remove("3")).result()).isInstanceOf(Result.MembersProposed.class);
    }

    @Test
    @DisplayName("is settled once, whoever says it again")
    void settledOnce() {
        tree.write(remove("3"));
        FinishReconfig first = FinishReconfig.of(proposal(), ErrorCode.OK);
        tree.run(first);
        assertThat(tree.write(new Reconfig(leaving("2"), -1, 1)).error()).isZero();
        assertThat(tree.run(first).disposition()).isEqualTo(Outcome.Disposition.DUPLICATE);
        assertThat(tree.state().ensemble().proposal()).isPresent();
    }

    @Test
    @DisplayName("fails with the first of its errors in ZooKeeper's order")
    void orderOfChecks() {
        long other = tree.state().ensemble().inForce().version() + 1;
        tree.as(new Identity("ip", "127.0.0.1"));
        assertThat(tree.write(new Reconfig(leaving("x"), other, 2)).error()).isEqualTo(ErrorCode.BAD_VERSION);
        assertThat(tree.write(new Reconfig(leaving("x"), -1, 2)).error()).isEqualTo(ErrorCode.MARSHALLING_ERROR);
        assertThat(tree.write(remove("2,3")).error()).isEqualTo(ErrorCode.BAD_ARGUMENTS);
        assertThat(tree.write(remove("3")).error()).isEqualTo(ErrorCode.NO_AUTH);
        tree.as(SUPER);
        tree.write(remove("3"));
        assertThat(tree.write(new Reconfig(leaving("x"), other, 2)).error()).isEqualTo(ErrorCode.RECONFIG_IN_PROGRESS);
    }

    @Test
    @DisplayName("has to wait until the members have their first version, and is not computed on nobody")
    void beforeTheFirstVersion() {
        TestTree young = new TestTree();
        young.as(SUPER);
        MembersAsked all = new MembersAsked(null, null, "server.1=a:1:2;3,server.2=b:1:2;3");
        assertThat(young.write(new Reconfig(all, -1, 2)).error()).isEqualTo(ErrorCode.RECONFIG_IN_PROGRESS);
        assertThat(young.state().ensemble().proposal()).isEmpty();
        young.run(new FoundEnsemble(List.of(member(1), member(2), member(3))));
        assertThat(young.write(new Reconfig(all, -1, 2)).result()).isInstanceOf(Result.MembersProposed.class);
    }

    @Test
    @DisplayName("may leave one participant where an ensemble of one is allowed, and never none")
    void fewestParticipants() {
        assertThat(tree.write(new Reconfig(leaving("1,2,3"), -1, 1)).error()).isEqualTo(ErrorCode.BAD_ARGUMENTS);
        assertThat(tree.write(new Reconfig(leaving("2,3"), -1, 1)).error()).isEqualTo(ErrorCode.OK);
    }

    @Test
    @DisplayName("goes by the members, not by what a superuser has written over the node that shows them")
    void overwrittenNode() {
        tree.write(new SetData(CONFIG, new byte[] {1}, -1));
        tree.write(remove("3"));
        tree.run(FinishReconfig.of(proposal(), ErrorCode.OK));
        assertThat(tree.state().ensemble().inForce().participants()).containsExactly(1L, 2L);
    }

    private ReconfigProposal proposal() {
        return tree.state().ensemble().proposal().orElseThrow();
    }

    private static Reconfig remove(String ids) {
        return new Reconfig(leaving(ids), -1, 2);
    }

    private static MembersAsked leaving(@Nullable String ids) {
        return new MembersAsked(null, ids, null);
    }

    private String text() {
        byte @Nullable [] data = tree.node(CONFIG).data();
        return data == null ? "" : new String(data, StandardCharsets.UTF_8);
    }

    private static EnsembleMember member(long id) {
        return new EnsembleMember(id, "host" + id, 1, 2, MemberRole.PARTICIPANT, Optional.empty());
    }
}
