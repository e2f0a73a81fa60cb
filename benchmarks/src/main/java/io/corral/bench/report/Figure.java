package io.corral.bench.report;

/**
 * What is measured, with its unit and which way is better.
 *
 * @param subject the load it was measured under
 * @param name what it is
 * @param unit its unit
 * @param better which way is better
 */
public record Figure(String subject, String name, String unit, Better better) {
    /** Which of two values is better. */
    public enum Better {
        HIGHER,
        LOWER
    }
}
