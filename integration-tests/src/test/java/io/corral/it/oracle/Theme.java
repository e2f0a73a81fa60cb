package io.corral.it.oracle;

/**
 * What a script dwells on. Every script has a little of everything; a theme brings one thing up often enough that its cases
 * meet one another.
 */
enum Theme {
    EVERYTHING(80, 45, 1),
    /** Limits that hold. Nothing malformed: texts of quotas that are no quotas end a ZooKeeper server. */
    QUOTAS(80, 45, 1),
    /** Several identities on several connections, most nodes closed to some of them, one client that may do everything. */
    IDENTITIES(25, 30, 1),
    /** Most nodes closed to strangers, of clients that watch nothing. Nothing malformed: the connection has to stay. */
    CREDENTIALS(25, 0, 0),
    /** Clients that go away, miss things and come back with their watches. */
    ABSENCES(90, 70, 1),
    /** Requests damaged on their way. */
    DAMAGE(80, 45, 15);

    private static final Theme[] BY_SEED = {
        QUOTAS, IDENTITIES, ABSENCES, DAMAGE, EVERYTHING, IDENTITIES, ABSENCES, EVERYTHING
    };

    private final int openPercent;
    private final int watchPercent;
    private final int damagedPercent;

    Theme(int openPercent, int watchPercent, int damagedPercent) {
        this.openPercent = openPercent;
        this.watchPercent = watchPercent;
        this.damagedPercent = damagedPercent;
    }

    /** Neighbouring seeds have different themes. */
    static Theme of(long seed) {
        return BY_SEED[(int) Math.floorMod(seed, (long) BY_SEED.length)];
    }

    /** How many of a hundred ACLs are open to everyone. */
    int openPercent() {
        return openPercent;
    }

    /** How many of a hundred reads leave a watch. */
    int watchPercent() {
        return watchPercent;
    }

    /** How many of a hundred requests are damaged. */
    int damagedPercent() {
        return this == QUOTAS ? 0 : damagedPercent;
    }
}
