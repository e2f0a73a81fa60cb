package io.corral.server.status;

/**
 * How many there were each time something happened. Immutable.
 *
 * @param count how often it happened
 * @param sum how many there were altogether
 * @param min least
 * @param max most
 */
public record Amounts(long count, long sum, long min, long max) {

    /** It never happened. */
    public static final Amounts NONE = new Amounts(0, 0, 0, 0);

    /** Mean; 0 when it never happened. */
    public double average() {
        return count == 0 ? 0 : (double) sum / count;
    }

    /** Once more. */
    public Amounts with(long amount) {
        return plus(new Amounts(1, amount, amount, amount));
    }

    /** Both together. */
    public Amounts plus(Amounts other) {
        if (count == 0 || other.count == 0) {
            return count == 0 ? other : this;
        }
        return new Amounts(count + other.count, sum + other.sum, Math.min(min, other.min), Math.max(max, other.max));
    }
}
