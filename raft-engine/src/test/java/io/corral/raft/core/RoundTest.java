package io.corral.raft.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.AppendReply;
import io.corral.raft.message.AppendRequest;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.PreVoteReply;
import io.corral.raft.message.VoteReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A leader's round")
class RoundTest {

    private final RaftCore core = new RaftCore(
            RaftSettings.defaults(1, 7),
            RestoredState.initial(Membership.ofVoters(Set.of(1L, 2L, 3L))),
            new NothingPersisted(),
            new Random(1));
    private final List<Envelope> sent = new ArrayList<>();

    @Test
    @DisplayName("tells each follower once of all that its inputs have committed")
    void oneMessageForAll() {
        lead();
        for (byte command = 1; command <= 3; command++) {
            propose(command);
        }
        sent.clear();

        for (long match = 2; match <= 4; match++) {
            give(new Input.Received(2, AppendReply.accepted(1, match, 0)));
        }
        assertThat(core.status().commitIndex()).isEqualTo(4);
        assertThat(sent).isEmpty();
        give(new Input.RoundEnded());
        assertThat(sent)
                .extracting(Envelope::to, envelope -> ((AppendRequest) envelope.message()).commitIndex())
                .containsExactly(tuple(2L, 4L), tuple(3L, 4L));
    }

    private void lead() {
        give(new Input.Tick(0));
        for (long millis = 10; millis <= 300; millis += 10) {
            give(new Input.Tick(millis * 1_000_000));
        }
        give(new Input.Received(2, new PreVoteReply(1, true)));
        give(new Input.Received(2, new VoteReply(1, true)));
        give(new Input.RoundEnded());
        for (long follower = 2; follower <= 3; follower++) {
            give(new Input.Received(follower, AppendReply.accepted(1, 1, 0)));
        }
        give(new Input.RoundEnded());
    }

    private void propose(byte command) {
        give(new Input.Propose(List.of(new byte[] {command})));
        give(new Input.RoundEnded());
    }

    /** The disk is quick. */
    private void give(Input input) {
        Effects effects = core.step(input);
        sent.addAll(effects.sendNow());
        effects.persist().ifPresent(persist -> give(new Input.Persisted(persist.sequence())));
    }
}
