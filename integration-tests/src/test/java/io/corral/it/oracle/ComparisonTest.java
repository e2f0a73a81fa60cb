package io.corral.it.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A comparison judges only by plays in which the judge answers")
class ComparisonTest {
    private static final int STEPS = 8;
    private static final UnaryOperator<Transcript> RIGHT = UnaryOperator.identity();
    private static final UnaryOperator<Transcript> SILENT_AT_THREE =
            transcript -> Transcript.silent(transcript.scenes().subList(0, 3));

    private final List<String> notes = new ArrayList<>();

    @Test
    void equal_answers_are_no_difference() throws Exception {
        ScriptedSides sides = new ScriptedSides();

        assertThat(compare(sides)).isEmpty();
        assertThat(sides.renewals).isZero();
        assertThat(notes).isEmpty();
    }

    @Test
    void a_play_in_which_the_judge_falls_silent_is_repeated_on_fresh_servers() throws Exception {
        ScriptedSides sides = new ScriptedSides().judge(List.of(SILENT_AT_THREE, SILENT_AT_THREE));

        assertThat(compare(sides)).isEmpty();
        assertThat(sides.renewals).isEqualTo(2);
        assertThat(notes).hasSize(2).allMatch(note -> note.contains("seed 7, play "));
    }

    @Test
    void the_repetition_is_judged_like_any_other_play() throws Exception {
        ScriptedSides sides = new ScriptedSides().judge(List.of(SILENT_AT_THREE));
        sides.always = ComparisonTest::wrongAtTheStepNumberedFive;

        Difference difference = compare(sides).orElseThrow();
        assertThat(difference.ofSilence()).isFalse();
        assertThat(difference.script().steps())
                .as("shrunk to what matters")
                .map(Step::client)
                .containsExactly(5);
        assertThat(sides.renewals).isEqualTo(1);
    }

    @Test
    void a_judge_that_never_answers_is_no_verdict_but_a_failure() {
        ScriptedSides sides = new ScriptedSides().judge(List.of(SILENT_AT_THREE, SILENT_AT_THREE, SILENT_AT_THREE));

        assertThatThrownBy(() -> compare(sides))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the judge fell silent in 3 plays");
    }

    @Test
    void the_silence_of_the_other_side_counts_at_once() throws Exception {
        ScriptedSides sides = new ScriptedSides();
        sides.always = SILENT_AT_THREE;

        Difference difference = compare(sides).orElseThrow();
        assertThat(difference.ofSilence()).isTrue();
        assertThat(difference.step()).isEqualTo(3);
        assertThat(sides.renewals).isZero();
    }

    @Test
    void the_silence_of_the_other_side_counts_even_where_the_judge_is_silent_too() throws Exception {
        ScriptedSides sides = new ScriptedSides().judge(List.of(SILENT_AT_THREE));
        sides.always = SILENT_AT_THREE;

        Difference difference = compare(sides).orElseThrow();
        assertThat(difference.ofSilence()).isTrue();
        assertThat(difference.step()).isEqualTo(3);
        assertThat(difference.describe()).contains("first difference at number 3");
    }

    @Test
    void a_judge_that_falls_silent_while_a_difference_is_shrunk_leaves_the_difference_as_it_is() throws Exception {
        ScriptedSides sides = new ScriptedSides().judge(List.of(RIGHT, SILENT_AT_THREE));
        sides.always = ComparisonTest::wrongAtTheStepNumberedFive;

        Difference difference = compare(sides).orElseThrow();
        assertThat(difference.ofSilence()).isFalse();
        assertThat(difference.script().steps()).hasSize(STEPS);
    }

    private Optional<Difference> compare(ScriptedSides sides) throws IOException, InterruptedException {
        return new Comparison(sides, notes::add).compare(7, ComparisonTest::script);
    }

    /** Steps that are told apart by their client's number. */
    private static Script script(long seed, String top) {
        return new Script(
                seed,
                IntStream.range(0, STEPS)
                        .mapToObj(number -> new Step(number, actor -> List.of()))
                        .toList());
    }

    private static Transcript wrongAtTheStepNumberedFive(Transcript right) {
        return new Transcript(right.scenes().stream()
                .map(scene -> scene.equals(List.of("answer to 5")) ? List.of("another answer") : scene)
                .toList());
    }

    /** A judge whose first plays are given, and which answers afterwards; another side that always does the same. */
    private static final class ScriptedSides implements Sides {
        private final Deque<UnaryOperator<Transcript>> judge = new ArrayDeque<>();
        private UnaryOperator<Transcript> always = RIGHT;
        private int renewals;

        ScriptedSides judge(List<UnaryOperator<Transcript>> plays) {
            judge.addAll(plays);
            return this;
        }

        @Override
        public Transcript expected(String top, Script script) {
            return judge.isEmpty() ? answers(script) : judge.remove().apply(answers(script));
        }

        @Override
        public Transcript actual(String top, Script script) {
            return always.apply(answers(script));
        }

        private static Transcript answers(Script script) {
            return new Transcript(script.steps().stream()
                    .map(step -> List.of("answer to " + step.client()))
                    .toList());
        }

        @Override
        public void renew() {
            renewals++;
        }

        @Override
        public void close() {}
    }
}
