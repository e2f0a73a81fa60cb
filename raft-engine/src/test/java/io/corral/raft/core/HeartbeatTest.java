package io.corral.raft.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.AppendReply;
import io.corral.raft.message.AppendRequest;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.PeerMessage;
import io.corral.raft.message.PreVoteReply;
import io.corral.raft.message.PreVoteRequest;
import io.corral.raft.message.VoteReply;
import io.corral.raft.message.VoteRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Heartbeats")
class HeartbeatTest {
    private static final long TICK_NANOS = Duration.ofMillis(10).toNanos();
    private static final long START_NANOS = 1_234_567_890L;

    @Test
    @DisplayName("of all groups that a node leads leave at the same ticks, whenever it was elected in each")
    void leaveTogether() {
        List<Group> groups = new ArrayList<>();
        for (int number = 1; number <= 16; number++) {
            groups.add(new Group(number));
        }
        Set<Long> elections = new TreeSet<>();
        long now = START_NANOS;
        while (groups.stream().anyMatch(group -> !group.leads())) {
            now += TICK_NANOS;
            for (Group group : groups) {
                boolean led = group.leads();
                group.tick(now);
                if (group.leads() && !led) {
                    elections.add(now);
                }
            }
        }
        assertThat(elections).as("they were elected at different times").hasSizeGreaterThan(4);
        Set<Long> beats = new TreeSet<>();
        for (int i = 0; i < 100; i++) {
            now += TICK_NANOS;
            for (Group group : groups) {
                if (group.tick(now)) {
                    beats.add(now);
                }
            }
        }
        assertThat(groups).allMatch(Group::leads);
        // A tick of 10 ms, an interval of 50 ms: 20 beats in a second, for one group as for sixteen.
        assertThat(beats).hasSizeBetween(20, 21);
    }

    /** A node's part of a group of three whose other members answer at once, and in its favour. */
    private static final class Group {
        private final RaftCore core;
        private boolean replicated;

        private Group(int number) {
            core = new RaftCore(
                    RaftSettings.defaults(1, number),
                    RestoredState.initial(Membership.ofVoters(Set.of(1L, 2L, 3L))),
                    new NothingPersisted(),
                    new Random(number));
        }

        private boolean leads() {
            return core.status().role() == RaftRole.LEADER;
        }

        /** Returns whether it sent anything to the followers. */
        private boolean tick(long now) {
            replicated = false;
            give(new Input.Tick(now));
            give(new Input.RoundEnded());
            return replicated;
        }

        private void give(Input input) {
            Effects effects = core.step(input);
            effects.persist().ifPresent(persist -> give(new Input.Persisted(persist.sequence())));
            effects.sendNow().forEach(this::answer);
            effects.sendAfterPersist().forEach(this::answer);
        }

        private void answer(Envelope envelope) {
            PeerMessage message = envelope.message();
            if (message instanceof PreVoteRequest request) {
                give(new Input.Received(envelope.to(), new PreVoteReply(request.term(), true)));
            } else if (message instanceof VoteRequest request) {
                give(new Input.Received(envelope.to(), new VoteReply(request.term(), true)));
            } else if (message instanceof AppendRequest request) {
                replicated = true;
                long match = request.prevIndex() + request.entries().size();
                give(new Input.Received(
                        envelope.to(), AppendReply.accepted(request.term(), match, request.readRound())));
            }
        }
    }
}
