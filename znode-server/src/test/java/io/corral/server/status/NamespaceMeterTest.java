package io.corral.server.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamespaceMeterTest {

    private final NamespaceMeter meter = new NamespaceMeter(4);

    @Test
    void amountsAreSummedUpByTheFirstStepOfThePath() {
        meter.record("/app", 7);
        meter.record("/app/a/b", 3);
        meter.record("/ap", 5);

        assertThat(meter.amounts())
                .containsOnly(Map.entry("app", new Amounts(2, 10, 3, 7)), Map.entry("ap", new Amounts(1, 5, 5, 5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void theRootHasNoNamespace(String path) {
        meter.record(path, 1);

        assertThat(meter.amounts()).isEmpty();
    }

    @Test
    void namesWithTheSameHashAreToldApart() {
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        meter.record("/Aa/x", 1);
        meter.record("/BB/x", 2);
        meter.record("/Aa/y", 3);

        assertThat(meter.amounts())
                .containsOnly(Map.entry("Aa", new Amounts(2, 4, 1, 3)), Map.entry("BB", new Amounts(1, 2, 2, 2)));
    }

    @Test
    void namesThatWereNotMetForTheLongestTimeMakeRoomForNewOnes() {
        List.of("/a", "/b", "/c", "/d", "/a").forEach(path -> meter.record(path, 1));
        meter.record("/e", 1);

        assertThat(meter.amounts()).containsOnlyKeys("a", "d", "e");
        assertThat(meter.amounts()).containsEntry("a", new Amounts(2, 2, 1, 1));
        meter.record("/a/again", 1);
        assertThat(meter.amounts()).containsEntry("a", new Amounts(3, 3, 1, 1));
    }

    @Test
    void howeverManyNamesThereAreOnlySoManyAreKept() {
        IntStream.range(0, 1_000).forEach(i -> meter.record("/n" + i, 1));

        assertThat(meter.amounts()).hasSizeLessThanOrEqualTo(4).containsKey("n999");
    }

    @Test
    void longNamesAreNotKept() {
        meter.record("/" + "x".repeat(NamespaceMeter.NAME_LENGTH_MAX), 1);
        meter.record("/" + "y".repeat(NamespaceMeter.NAME_LENGTH_MAX + 1), 1);

        assertThat(meter.amounts()).containsOnlyKeys("x".repeat(NamespaceMeter.NAME_LENGTH_MAX));
    }

    @Test
    void afterARestartNothingIsLeftAndCountingGoesOn() {
        meter.record("/app", 7);
        meter.restart();
        assertThat(meter.amounts()).isEmpty();
        meter.record("/other", 1);
        assertThat(meter.amounts()).containsOnly(Map.entry("other", new Amounts(1, 1, 1, 1)));
    }

    @Test
    void severalMetersAreShownAsOneAndOfTooManyNamesThoseWithTheLargestCounts() {
        NamespaceMeter one = new NamespaceMeter();
        NamespaceMeter other = new NamespaceMeter();
        IntStream.range(0, NamespaceMeter.NAMES_MAX).forEach(i -> one.record("/one" + i, 1));
        other.record("/busy", 2);
        other.record("/busy", 3);
        other.record("/one0", 4);

        Map<String, Amounts> together = NamespaceMeter.together(Stream.of(one, other));
        assertThat(together)
                .hasSize(NamespaceMeter.NAMES_MAX)
                .containsEntry("busy", new Amounts(2, 5, 2, 3))
                .containsEntry("one0", new Amounts(2, 5, 1, 4));
    }
}
