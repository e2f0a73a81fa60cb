package io.corral.bench.engine;

import java.util.Locale;

/**
 * How many commands are under way at once.
 *
 * @param connections connections to the leader
 * @param inFlight unanswered commands on each
 */
record EngineLoad(int connections, int inFlight) {

    /** Checks the ranges. */
    EngineLoad {
        if (connections < 1 || inFlight < 1) {
            throw new IllegalArgumentException("a load of " + connections + " × " + inFlight);
        }
    }

    /** Reads {@code 16x32}. */
    static EngineLoad parse(String text) {
        String[] numbers = text.toLowerCase(Locale.ROOT).split("x", -1);
        if (numbers.length != 2) {
            throw new IllegalArgumentException("a load is CONNECTIONSxINFLIGHT, not " + text);
        }
        return new EngineLoad(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    boolean isAlone() {
        return connections * inFlight == 1;
    }

    String title() {
        return isAlone() ? "1 in flight" : connections + " × " + inFlight + " in flight";
    }
}
