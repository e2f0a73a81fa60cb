package io.corral.server.status;

/**
 * One measured value by the name monitoring systems know it by.
 */
public sealed interface Metric {

    /** Name, without the {@code zk_} that {@code mntr} puts before each. */
    String name();

    /** Answers with the method for this kind of metric. */
    <R> R dispatch(Handler<R> handler);

    /** What to do with each kind. */
    interface Handler<R> {
        /** A single number. */
        R number(Single metric);

        /** A distribution of durations. */
        R durations(Durations metric);
    }

    /**
     * A single number.
     *
     * @param name its name
     * @param kind whether it can fall
     * @param value the value now
     * @param whole whether it is a whole number, shown without a fraction
     */
    record Single(String name, Kind kind, double value, boolean whole) implements Metric {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.number(this);
        }
    }

    /**
     * A distribution of durations, shown in milliseconds.
     *
     * @param name its name
     * @param detailed whether percentiles are shown besides the median
     * @param values the distribution
     */
    record Durations(String name, boolean detailed, Distribution values) implements Metric {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.durations(this);
        }
    }

    /** Whether a number can fall. */
    enum Kind {
        /** Can rise and fall. */
        GAUGE,
        /** Only rises, until the server restarts or its statistics are reset. */
        COUNTER
    }
}
