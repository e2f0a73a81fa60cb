package io.corral.tree.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.TestTree;
import io.corral.tree.ensemble.EnsembleMember;
import io.corral.tree.ensemble.EnsembleState;
import io.corral.tree.ensemble.MemberRole;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The identity of an ensemble")
class IdentifyEnsembleTest {
    private final TestTree tree = new TestTree();

    @Test
    @DisplayName("is the first that a leader decides on, and takes no zxid")
    void decidedOnce() {
        long zxid = tree.state().lastZxid();
        assertThat(identity()).isEqualTo(EnsembleState.NO_IDENTITY);
        assertThat(tree.run(new IdentifyEnsemble(7)).disposition()).isEqualTo(Outcome.Disposition.APPLIED);
        assertThat(tree.run(new IdentifyEnsemble(8)).disposition()).isEqualTo(Outcome.Disposition.DUPLICATE);
        assertThat(identity()).isEqualTo(7);
        assertThat(tree.state().lastZxid()).isEqualTo(zxid);
    }

    @Test
    @DisplayName("is part of what replicas compare")
    void isInTheDigest() {
        long before = tree.state().digest();
        tree.run(new IdentifyEnsemble(7));
        assertThat(tree.state().digest()).isNotEqualTo(before);
    }

    @Test
    @DisplayName("is never none")
    void isSomething() {
        tree.run(new IdentifyEnsemble(EnsembleState.NO_IDENTITY));
        assertThat(tree.run(new IdentifyEnsemble(7)).disposition()).isEqualTo(Outcome.Disposition.APPLIED);
    }

    @Test
    @DisplayName("outlives all changes of the members")
    void outlivesChanges() {
        tree.run(new IdentifyEnsemble(7));
        tree.run(
                new FoundEnsemble(List.of(new EnsembleMember(1, "a", 1, 2, MemberRole.PARTICIPANT, Optional.empty()))));
        assertThat(identity()).isEqualTo(7);
        assertThat(tree.state()
                        .ensemble()
                        .settledOn(tree.state().ensemble().inForce())
                        .identity())
                .isEqualTo(7);
    }

    private long identity() {
        return tree.state().ensemble().identity();
    }
}
