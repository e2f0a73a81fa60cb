package io.corral.server.status;

/**
 * Clients that said which ensemble they mean, by the scheme {@code ensemble}.
 *
 * @param meant those that meant this one
 * @param mistaken those that meant another, and were turned away
 * @param unchecked those that named none, or met a server that has no name
 */
public record EnsembleNameCounts(long meant, long mistaken, long unchecked) {

    /** Nobody said so. */
    public static final EnsembleNameCounts NONE = new EnsembleNameCounts(0, 0, 0);

    /** One that meant this ensemble. */
    public static final EnsembleNameCounts MEANT = new EnsembleNameCounts(1, 0, 0);

    /** One that meant another. */
    public static final EnsembleNameCounts MISTAKEN = new EnsembleNameCounts(0, 1, 0);

    /** One with nothing to compare. */
    public static final EnsembleNameCounts UNCHECKED = new EnsembleNameCounts(0, 0, 1);

    /** Both together. */
    public EnsembleNameCounts plus(EnsembleNameCounts other) {
        return new EnsembleNameCounts(meant + other.meant, mistaken + other.mistaken, unchecked + other.unchecked);
    }
}
