package io.corral.raft.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A group whose members change all the time, with crashes, cuts and lost messages,")
class RandomMembersTest {

    /** Each hundred seeds are about half a minute of the life of a group. */
    static LongStream hundreds() {
        return LongStream.range(0, 3);
    }

    @ParameterizedTest(name = "seeds from {0}00 on")
    @MethodSource("hundreds")
    @DisplayName("has one leader a term, loses nothing committed, and comes to rest")
    void keepsItsPromises(long hundred) {
        long committed = 0;
        long changes = 0;
        for (long seed = hundred * 100; seed < hundred * 100 + 100; seed++) {
            RandomGroup group = new RandomGroup(seed);
            group.play();
            committed += group.committed();
            changes += group.changesCommitted();
        }
        assertThat(committed).isGreaterThan(4_000);
        assertThat(changes).isGreaterThan(300);
    }

    @Test
    @Tag("slow")
    @DisplayName("does so for many more seeds")
    void manySeeds() {
        LongStream.range(1_000, 4_000).forEach(seed -> new RandomGroup(seed).play());
    }
}
