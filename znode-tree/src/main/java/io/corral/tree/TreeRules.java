package io.corral.tree;

/**
 * The settings of the leader that decide what a command does, as in ZooKeeper, where the leader alone checks writes. They stand in the
 * log, in front of the commands that the leader took in: every replica comes to the same state, whatever its own settings are, and so
 * does a server that executes its log again with other settings.
 *
 * @param extendedTypesEnabled nodes with a time to live may be created
 * @param enforceQuota whether writes beyond a hard quota are refused
 */
public record TreeRules(boolean extendedTypesEnabled, boolean enforceQuota) {
    private static final int EXTENDED_TYPES = 1;
    private static final int ENFORCED_QUOTA = 2;
    private static final int KNOWN = EXTENDED_TYPES | ENFORCED_QUOTA;

    /** ZooKeeper's defaults: no TTL nodes, no enforced quotas. */
    public static TreeRules defaults() {
        return new TreeRules(false, false);
    }

    /**
     * The rules in the form they have in the log.
     *
     * @param bits as made by {@link #bits}
     * @throws IllegalArgumentException when there are more than this release knows
     */
    public static TreeRules of(int bits) {
        if ((bits & ~KNOWN) != 0) {
            throw new IllegalArgumentException("rules " + Integer.toHexString(bits) + " of another release");
        }
        return new TreeRules((bits & EXTENDED_TYPES) != 0, (bits & ENFORCED_QUOTA) != 0);
    }

    /** One bit for each rule; fits into a byte. */
    public int bits() {
        return (extendedTypesEnabled ? EXTENDED_TYPES : 0) | (enforceQuota ? ENFORCED_QUOTA : 0);
    }
}
