package io.corral.server.status;

import java.util.Map;

/**
 * What is measured under one name that monitoring systems know it by.
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

        /** A distribution of anything else. */
        R amounts(Counted metric);

        /** A number for each key. */
        R numbersByKey(ByKey metric);

        /** A distribution for each key. */
        R amountsByKey(CountedByKey metric);
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

    /**
     * A distribution of which the percentiles are not known.
     *
     * @param name its name
     * @param detailed whether it has percentiles besides the median in ZooKeeper
     * @param values the distribution
     */
    record Counted(String name, boolean detailed, Amounts values) implements Metric {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.amounts(this);
        }
    }

    /**
     * A number for each of some keys, such as the znodes below the root.
     *
     * @param name its name
     * @param kind what the numbers are
     * @param values the numbers by key; may be empty
     */
    record ByKey(String name, Kind kind, Map<String, Long> values) implements Metric {

        /** Copies the map. */
        public ByKey {
            values = Map.copyOf(values);
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.numbersByKey(this);
        }
    }

    /**
     * A distribution for each of some keys.
     *
     * @param name its name
     * @param detailed whether they have percentiles besides the median in ZooKeeper
     * @param values the distributions by key; may be empty
     */
    record CountedByKey(String name, boolean detailed, Map<String, Amounts> values) implements Metric {

        /** Copies the map. */
        public CountedByKey {
            values = Map.copyOf(values);
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.amountsByKey(this);
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
