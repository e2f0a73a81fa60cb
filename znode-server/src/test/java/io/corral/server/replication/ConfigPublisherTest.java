package io.corral.server.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.server.view.BatchFeed;
import io.corral.server.view.PublishedBatch;
import io.corral.tree.TreeRules;
import io.corral.tree.TreeState;
import io.corral.tree.apply.Applied;
import io.corral.tree.apply.StampedCommand;
import io.corral.tree.apply.TreeStateMachine;
import io.corral.tree.ensemble.Ensemble;
import io.corral.tree.ensemble.EnsembleMember;
import io.corral.tree.ensemble.MemberRole;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigPublisherTest {
    private static final String MEMBERSHIP = "server.1=a:1:2:participant\nversion=0";
    private static final Ensemble MEMBERS =
            new Ensemble(List.of(new EnsembleMember(1, "a", 1, 2, MemberRole.PARTICIPANT, Optional.empty())), 0);

    private final BatchFeed feed = new BatchFeed(PublishedBatch.discontinuity(0, TreeState.initial()), 0);
    private final DecidingLeader link = new DecidingLeader();
    private final ConfigPublisher publisher = new ConfigPublisher(link, feed, MEMBERS);

    @Test
    void theLeaderWritesTheMembershipAndThenLeavesItAlone() {
        publisher.run();
        publisher.run();
        assertThat(link.submitted).as("until it is executed it may be lost").hasSize(2);
        execute();
        publisher.run();
        assertThat(link.submitted).isEmpty();
        assertThat(feed.newest().state().find("/zookeeper/config").data())
                .asString()
                .isEqualTo(MEMBERSHIP);
        assertThat(feed.newest().state().lastZxid()).as("it takes no zxid").isZero();
    }

    @Test
    void othersLeaveItToTheLeader() {
        link.leadership = new Leadership(1, 2, false);
        publisher.run();
        assertThat(link.submitted).isEmpty();
    }

    private void execute() {
        TreeStateMachine machine = new TreeStateMachine();
        Applied applied = machine.apply(
                feed.newest().state(),
                link.submitted.stream()
                        .map(command -> new StampedCommand(command, 5, TreeRules.defaults()))
                        .toList());
        link.submitted.clear();
        feed.publish(PublishedBatch.executed(1, applied.after(), applied.outcomes(), 1));
    }
}
