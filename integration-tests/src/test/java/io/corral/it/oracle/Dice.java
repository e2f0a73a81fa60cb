package io.corral.it.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Random choices from one seed. */
final class Dice {
    private final Random random;

    Dice(long seed) {
        this.random = new Random(seed);
    }

    /** A number from 0 (included) to {@code bound} (excluded). */
    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Up to {@code most} of the given kind. */
    <T> List<T> some(int most, Supplier<T> kind) {
        List<T> some = new ArrayList<>();
        for (int count = below(most + 1); count > 0; count--) {
            some.add(kind.get());
        }
        return some;
    }

    /** Things of which some are chosen more often than others. */
    static final class Weighted<T> {
        private final List<T> choices = new ArrayList<>();
        private final List<Integer> upTo = new ArrayList<>();
        private int total;

        Weighted<T> add(int weight, T choice) {
            total += weight;
            choices.add(choice);
            upTo.add(total);
            return this;
        }

        T choose(Dice dice) {
            int point = dice.below(total);
            int index = 0;
            while (upTo.get(index) <= point) {
                index++;
            }
            return choices.get(index);
        }
    }
}
