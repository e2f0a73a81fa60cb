package io.corral.raft.core.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

@Label("The lag of a follower in time")
class LagMarksTest {
    private static final long TICK = 10;

    @Example
    @Label("is nothing while it lacks nothing")
    void nothing() {
        LagMarks marks = new LagMarks();
        assertThat(marks.lagNanos(5)).isZero();
        marks.note(7, 10);
        marks.reached(7);
        assertThat(marks.lagNanos(1_000)).isZero();
    }

    @Example
    @Label("grows while it does not answer, and falls when it gets on")
    void growsAndFalls() {
        LagMarks marks = new LagMarks();
        marks.note(7, 10);
        marks.note(8, 20);
        marks.note(8, 30);
        marks.note(9, 40);
        assertThat(marks.lagNanos(50)).isEqualTo(40);
        marks.reached(7);
        assertThat(marks.lagNanos(60)).isEqualTo(40);
        marks.reached(8);
        assertThat(marks.lagNanos(60)).isEqualTo(20);
    }

    @Property
    @Label("is right to a tick and an eighth, however long it takes")
    void isNearlyRight(
            @ForAll @Size(min = 1, max = 2_000) List<@IntRange(max = 3) Integer> appends,
            @ForAll @IntRange(max = 6_000) int reached) {
        LagMarks marks = new LagMarks();
        List<Long> notedAt = new ArrayList<>();
        long now = 0;
        for (int appended : appends) {
            now += TICK;
            for (int i = 0; i < appended; i++) {
                notedAt.add(now);
            }
            if (!notedAt.isEmpty()) {
                marks.note(notedAt.size(), now);
            }
        }
        marks.reached(reached);
        long span = notedAt.isEmpty() ? 0 : now - notedAt.get(0);
        long exact = reached < notedAt.size() ? now - notedAt.get(reached) : 0;
        assertThat(marks.lagNanos(now)).isLessThanOrEqualTo(exact).isGreaterThanOrEqualTo(exact - TICK - span / 8);
    }
}
