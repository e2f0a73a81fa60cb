package io.corral.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.bench.report.Figure.Better;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A comparison")
class ComparisonTest {
    private enum Side {
        OLD,
        NEW
    }

    private static final Figure THROUGHPUT = new Figure("get", "throughput", "ops/s", Better.HIGHER);
    private static final Figure LATENCY = new Figure("get", "p99", "ms", Better.LOWER);

    private final Comparison<Side> comparison = new Comparison<>(Side.class);

    @Test
    @DisplayName("shows the medians of all rounds, their ratio, and which is better")
    void showsMediansAndRatio() {
        for (double value : new double[] {1_000, 9_000, 2_000}) {
            comparison.add(Side.OLD, THROUGHPUT, value);
        }
        comparison.add(Side.NEW, THROUGHPUT, 3_000);
        comparison.add(Side.NEW, THROUGHPUT, 5_000);
        comparison.add(Side.OLD, LATENCY, 2);
        comparison.add(Side.NEW, LATENCY, 3);
        assertThat(comparison.toMarkdown(side -> side == Side.OLD ? "Old" : "New"))
                .isEqualTo("""
                        | Load | Figure | Old | New | New / Old | |
                        |---|---|--:|--:|--:|---|
                        | get | throughput (ops/s) | 2,000 | 4,000 | 2.00 | better |
                        | get | p99 (ms) | 2.00 | 3.00 | 1.50 | worse |
                        """);
    }

    @Test
    @DisplayName("leaves open what one side was not measured for")
    void leavesOpenWhatWasNotMeasured() {
        comparison.add(Side.OLD, LATENCY, 2);
        assertThat(comparison.toMarkdown(side -> side == Side.OLD ? "Old" : "New"))
                .endsWith("| get | p99 (ms) | 2.00 | - | - |  |\n");
    }

    private enum Engine {
        ONE,
        TWO,
        OWN
    }

    @Test
    @DisplayName("compares the last of several sides with the best of the others")
    void comparesWithTheBest() {
        Comparison<Engine> three = new Comparison<>(Engine.class);
        three.add(Engine.ONE, THROUGHPUT, 1_000);
        three.add(Engine.TWO, THROUGHPUT, 2_000);
        three.add(Engine.OWN, THROUGHPUT, 3_000);
        three.add(Engine.ONE, LATENCY, 2);
        three.add(Engine.TWO, LATENCY, 4);
        three.add(Engine.OWN, LATENCY, 3);
        assertThat(three.toMarkdown(Engine::name)).isEqualTo("""
                        | Load | Figure | ONE | TWO | OWN | OWN / best other | |
                        |---|---|--:|--:|--:|--:|---|
                        | get | throughput (ops/s) | 1,000 | 2,000 | 3,000 | 1.50 | better |
                        | get | p99 (ms) | 2.00 | 4.00 | 3.00 | 1.50 | worse |
                        """);
    }
}
