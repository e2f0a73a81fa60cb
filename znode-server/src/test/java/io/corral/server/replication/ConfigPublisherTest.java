package io.corral.server.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.server.view.BatchFeed;
import io.corral.server.view.PublishedBatch;
import io.corral.tree.TreeRules;
import io.corral.tree.TreeState;
import io.corral.tree.apply.Applied;
import io.corral.tree.apply.StampedCommand;
import io.corral.tree.apply.TreeStateMachine;
import io.corral.tree.codec.CommandDecoder;
import io.corral.tree.command.Command;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigPublisherTest {
    private static final String MEMBERSHIP = "server.1=a:1:2:participant\nversion=0";

    private final BatchFeed feed = new BatchFeed(PublishedBatch.discontinuity(0, TreeState.initial()), 0);
    private final List<Command> submitted = new ArrayList<>();
    private Leadership leadership = new Leadership(1, 1, true);
    private final ConfigPublisher publisher = new ConfigPublisher(new Link(), feed, MEMBERSHIP);

    @Test
    void theLeaderWritesTheMembershipAndThenLeavesItAlone() {
        publisher.run();
        publisher.run();
        assertThat(submitted).as("until it is executed it may be lost").hasSize(2);
        execute();
        publisher.run();
        assertThat(submitted).isEmpty();
        assertThat(feed.newest().state().find("/zookeeper/config").data())
                .asString()
                .isEqualTo(MEMBERSHIP);
        assertThat(feed.newest().state().lastZxid()).as("it takes no zxid").isZero();
    }

    @Test
    void othersLeaveItToTheLeader() {
        leadership = new Leadership(1, 2, false);
        publisher.run();
        assertThat(submitted).isEmpty();
    }

    private void execute() {
        TreeStateMachine machine = new TreeStateMachine(TreeRules.defaults());
        Applied applied = machine.apply(
                feed.newest().state(),
                submitted.stream()
                        .map(command -> new StampedCommand(command, 5))
                        .toList());
        submitted.clear();
        feed.publish(PublishedBatch.executed(1, applied.after(), applied.outcomes(), 1));
    }

    private final class Link implements ReplicationLink {
        @Override
        public Leadership leadership() {
            return leadership;
        }

        @Override
        public void submitInTerm(long term, List<byte[]> commands) {
            assertThat(term).isEqualTo(leadership.term());
            commands.forEach(command -> submitted.add(CommandDecoder.decode(command, 0, command.length)));
        }

        @Override
        public void submit(List<byte[]> commands) {
            throw new AssertionError("only the leader decides this");
        }

        @Override
        public void readIndex(ReadIndexListener listener) {
            throw new AssertionError("nothing to read");
        }

        @Override
        public void sessionsHeardOf(long[] sessionIds, int count) {
            throw new AssertionError("no sessions here");
        }
    }
}
