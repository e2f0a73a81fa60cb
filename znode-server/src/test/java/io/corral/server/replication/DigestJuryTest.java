package io.corral.server.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.server.replication.DigestHistory.Taken;
import io.corral.tree.TreeState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A server whose tree differs")
class DigestJuryTest {
    private static final Set<Long> VOTERS = Set.of(1L, 2L, 3L);
    private static final long RIGHT = TreeState.initial().digest();
    private static final long WRONG = RIGHT + 1;

    private final DigestHistory own = new DigestHistory();
    private final List<DivergedStateException> convictions = new ArrayList<>();
    private final DigestJury jury = new DigestJury(1, own, convictions::add);

    private void reachedHere(long index) {
        own.remember(index, TreeState.initial());
    }

    @Test
    @DisplayName("from what a majority agrees on stops, and says at which index and from whom")
    void minority() {
        reachedHere(64);
        jury.heard(2, List.of(new Taken(64, WRONG)));
        jury.heard(3, List.of(new Taken(64, WRONG)));
        jury.judge(VOTERS);
        assertThat(convictions)
                .singleElement()
                .asString()
                .contains("log index 64", "servers [2, 3]", "delete its data and restart it while the others run");
    }

    @Test
    @DisplayName("from one of two others goes on: it is the other that stops")
    void majority() {
        reachedHere(64);
        jury.heard(2, List.of(new Taken(64, WRONG)));
        jury.heard(3, List.of(new Taken(64, RIGHT)));
        jury.judge(VOTERS);
        assertThat(convictions).isEmpty();
    }

    @Test
    @DisplayName("from the only other one that is up goes on: nobody can tell who is right")
    void doubt() {
        reachedHere(64);
        jury.heard(2, List.of(new Taken(64, WRONG)));
        jury.judge(VOTERS);
        assertThat(convictions).isEmpty();
    }

    @Test
    @DisplayName("is found where the others lag far behind or are far ahead")
    void lag() {
        for (long index = 64; index <= 6400; index += 64) {
            reachedHere(index);
        }
        assertThat(own.landmarks()).extracting(Taken::index).containsExactly(6400L, 6144L, 4096L);
        DigestHistory behind = new DigestHistory();
        for (long index = 64; index <= 5000; index += 64) {
            behind.remember(index, TreeState.initial());
        }
        List<Taken> theirs = behind.landmarks().stream()
                .map(taken -> new Taken(taken.index(), WRONG))
                .toList();
        jury.heard(2, theirs);
        jury.heard(3, theirs);
        jury.judge(VOTERS);
        assertThat(convictions).singleElement().asString().contains("log index 4096");
    }

    @Test
    @DisplayName(
            "and has no vote stops when a majority of the voters agrees; what servers without a vote say does not count")
    void learners() {
        DigestJury learner = new DigestJury(4, own, convictions::add);
        reachedHere(64);
        learner.heard(5, List.of(new Taken(64, WRONG)));
        learner.heard(2, List.of(new Taken(64, WRONG)));
        learner.judge(VOTERS);
        assertThat(convictions).isEmpty();
        learner.heard(3, List.of(new Taken(64, WRONG)));
        learner.judge(VOTERS);
        assertThat(convictions).hasSize(1);
    }
}
