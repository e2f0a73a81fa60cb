package io.corral.it.oracle;

/**
 * What both sides are configured with.
 *
 * @param maxClientCnxns connections accepted from one address, 0 for any number
 * @param sessionlessTimeoutMillis how long a connection may take over its handshake
 */
public record SubjectSettings(int maxClientCnxns, int sessionlessTimeoutMillis) {
    /** Unit of ZooKeeper's time keeping. */
    public static final int TICK_MILLIS = 2_000;

    /** Sessions outlive any test, so that nothing expires in the middle of a comparison. */
    public static final int LONGEST_SESSION_MILLIS = 3_600_000;

    /** No limit of connections, handshakes in their own time. */
    public static SubjectSettings generous() {
        return new SubjectSettings(0, 10_000);
    }
}
