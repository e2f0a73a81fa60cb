package io.corral.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriteStreamTest {
    private static final long PATIENCE = 1_000;

    private final SentBursts sent = new SentBursts();
    private final WriteStream stream = new WriteStream(sent, PATIENCE, 4 * PATIENCE);

    @Test
    void aTurnsWritesGoOutAsOneBurstInTheOrderOfSubmission() {
        submit("a", 0);
        submit("b", 0);
        assertThat(sent.bursts).isEmpty();
        stream.handOver();
        stream.handOver();
        assertThat(sent.bursts).containsExactly(List.of("a", "b"));
    }

    @Test
    void whatHasNoOutcomeGoesOutAgainInOrderWhenTheLeaderChanges() {
        Submission a = submit("a", 0);
        Submission b = submit("b", 0);
        submit("c", 0);
        stream.handOver();
        stream.settled(b);
        stream.sendAllAgain(2);
        stream.settled(a);
        stream.sendAllAgain(4);
        assertThat(sent.bursts).containsExactly(List.of("a", "b", "c"), List.of("a", "c"), List.of("c"));
    }

    @Test
    void sendingAllAgainIncludesWhatHadNotBeenHandedOverYetOnlyOnce() {
        submit("a", 0);
        stream.sendAllAgain(1);
        stream.handOver();
        assertThat(sent.bursts).containsExactly(List.of("a"));
    }

    @Test
    void withoutProgressEverythingGoesOutAgainWithGrowingPatience() {
        submit("a", 0);
        stream.handOver();
        stream.checkProgress(PATIENCE);
        assertThat(sent.bursts).hasSize(1);
        stream.checkProgress(PATIENCE + 1);
        assertThat(sent.bursts).hasSize(2);
        stream.checkProgress(2 * PATIENCE + 2);
        assertThat(sent.bursts).hasSize(2);
        stream.checkProgress(3 * PATIENCE + 2);
        assertThat(sent.bursts).hasSize(3);
    }

    @Test
    void bytesAndCountAreThoseOfWritesWithoutOutcome() {
        Submission a = submit("aaaa", 0);
        Submission b = submit("bb", 0);
        assertThat(stream.bytes()).isEqualTo(6);
        stream.settled(b);
        stream.settled(a);
        assertThat(stream.bytes()).isZero();
        assertThat(stream.size()).isZero();
    }

    @Test
    void aLargeBurstIsCutIntoPortionsWithoutChangingTheOrder() {
        String large = "x".repeat(200 * 1024);
        for (int i = 0; i < 3; i++) {
            submit(i + large, 0);
        }
        stream.handOver();
        assertThat(sent.bursts).hasSize(2);
        assertThat(sent.bursts.get(0)).hasSize(2);
        assertThat(sent.bursts.get(1)).hasSize(1);
    }

    @Test
    void theOldestWriteDecidesHoweverManyLaterOnesAreExecuted() {
        submit("lost", 0);
        for (int i = 1; i < 10; i++) {
            Submission later = submit("later" + i, i * 100);
            stream.handOver();
            stream.settled(later);
        }
        stream.checkProgress(PATIENCE + 1);
        assertThat(sent.bursts.get(sent.bursts.size() - 1)).containsExactly("lost");
    }

    @Test
    void aSettledWriteBehindAnUnsettledOneCostsNoMemory() {
        submit("a", 0);
        Submission large = submit("x".repeat(1_000), 0);
        stream.settled(large);
        assertThat(stream.bytes()).isEqualTo(1);
        assertThat(large.command()).isEmpty();
    }

    @Test
    void aGapIsRememberedUntilEverythingWasSentAgain() {
        submit("a", 0);
        stream.noteGap(1);
        assertThat(stream.hasGap()).isTrue();
        stream.sendAllAgain(1);
        assertThat(stream.hasGap()).isFalse();
    }

    @Test
    void theGapsThatFollowFromOneLossAreAnsweredOnce() {
        submit("a", 0);
        stream.noteGap(1);
        stream.sendAllAgain(2);
        stream.noteGap(3);
        assertThat(stream.hasGap()).isFalse();
        stream.noteGap(PATIENCE);
        assertThat(stream.hasGap()).isTrue();
    }

    private Submission submit(String text, long now) {
        Submission submission = new Submission(text.getBytes(StandardCharsets.UTF_8));
        stream.submit(submission, now);
        return submission;
    }

    private static final class SentBursts extends ClientsLink {
        final List<List<String>> bursts = new ArrayList<>();

        @Override
        public void submit(List<byte[]> commands) {
            bursts.add(commands.stream()
                    .map(command -> new String(command, StandardCharsets.UTF_8))
                    .toList());
        }

        @Override
        public void readIndex(ReadIndexListener listener) {
            listener.refused();
        }

        @Override
        public void sessionsHeardOf(long[] sessionIds, int count) {
            throw new AssertionError("not the stream's business");
        }
    }
}
