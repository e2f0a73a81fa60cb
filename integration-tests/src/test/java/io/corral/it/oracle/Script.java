package io.corral.it.oracle;

import java.util.ArrayList;
import java.util.List;

/**
 * A random sequence of operations: the same for every subject it is played on.
 *
 * @param seed makes the same script again
 * @param steps in the order they are played
 */
record Script(long seed, List<Step> steps) {
    /** The script without the steps from {@code from} (included) to {@code to} (excluded). */
    Script without(int from, int to) {
        List<Step> rest = new ArrayList<>(steps.subList(0, from));
        rest.addAll(steps.subList(Math.min(to, steps.size()), steps.size()));
        return new Script(seed, rest);
    }

    /** The first {@code count} steps. */
    Script first(int count) {
        return new Script(seed, steps.subList(0, Math.min(count, steps.size())));
    }
}
