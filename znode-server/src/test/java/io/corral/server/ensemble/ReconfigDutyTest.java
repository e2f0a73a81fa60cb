package io.corral.server.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.core.membership.Membership;
import io.corral.tree.ErrorCode;
import io.corral.tree.command.FinishReconfig;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Server 3 of 1, 2, 3 is to be removed, and a leader is deposed")
class ReconfigDutyTest {
    private static final Membership REMOVED = DutyWorld.group(Set.of(1L, 2L), Set.of(3L));

    private final DutyWorld world = new DutyWorld();
    private final ReconfigDuty first = world.duty(1);
    private final ReconfigDuty second = world.duty(2);

    @BeforeEach
    void propose() {
        world.leads(1);
        world.founded();
        world.asksToRemove(3);
    }

    @Test
    @DisplayName("never: the group changes, then it is said in the log, and answered once")
    void undisturbed() {
        first.run();
        assertThat(world.answers).isEmpty();
        world.commits();
        first.run();
        first.run();
        world.executes();
        first.run();
        assertOver();
    }

    @Test
    @DisplayName("when the proposal is committed: the next one finds it and goes on")
    void beforeItsFirstStep() {
        world.leads(2);
        first.run();
        finishedBy(second);
    }

    @Test
    @DisplayName("before the new membership is committed: the next one never had it, and begins again")
    void changeLost() {
        first.run();
        world.losesTheChange();
        world.leads(2);
        first.run();
        finishedBy(second);
    }

    @Test
    @DisplayName("when the new membership is committed: the next one finds nothing left to change, and says so")
    void changeCommittedUnheard() {
        first.run();
        world.commitsUnheard();
        assertThat(world.membership()).isEqualTo(REMOVED);
        world.leads(2);
        first.run();
        finishedBy(second);
    }

    @Test
    @DisplayName("when it has said so in the log: the next one says it again, and it counts once")
    void saidTwice() {
        first.run();
        world.commits();
        first.run();
        world.leads(2);
        second.run();
        world.commits();
        second.run();
        assertThat(world.log).hasSize(2).allMatch(FinishReconfig.class::isInstance);
        world.executes();
        second.run();
        assertOver();
    }

    @Test
    @DisplayName("without noticing: what it asks for and says is of its term, and changes nothing")
    void stale() {
        world.leadsUnnoticed(2);
        first.run();
        assertThat(world.refusals).isEqualTo(1);
        assertThat(world.membership()).isEqualTo(DutyWorld.group(Set.of(1L, 2L, 3L), Set.of()));
        first.run();
        finishedBy(second);
        first.run();
        assertThat(world.membership()).isEqualTo(REMOVED);
    }

    @Test
    @DisplayName("without noticing, when it was about to say so: it is not in the log")
    void staleWord() {
        first.run();
        world.commits();
        world.leadsUnnoticed(2);
        first.run();
        assertThat(world.log).isEmpty();
        finishedBy(second);
    }

    private void finishedBy(ReconfigDuty next) {
        next.run();
        world.commits();
        next.run();
        world.executes();
        next.run();
        assertOver();
    }

    private void assertOver() {
        assertThat(world.membership()).isEqualTo(REMOVED);
        assertThat(world.answers).containsExactly(ErrorCode.OK);
        assertThat(world.state().ensemble().proposal()).isEmpty();
        assertThat(world.state().ensemble().inForce().participants()).containsExactly(1L, 2L);
        assertThat(world.state().ensemble().inForce().version())
                .as("the zxid of the answer")
                .isEqualTo(world.state().lastZxid());
        assertThat(world.log).isEmpty();
    }
}
