package io.corral.wire.record;

/**
 * A Stat as a value: 68 bytes on the wire, in the order of the components. See {@link StatFields} for their meaning.
 *
 * @param czxid the transaction that created the node
 * @param mzxid the transaction that last set the data
 * @param ctime creation time, milliseconds since the epoch
 * @param mtime time of the last set, milliseconds since the epoch
 * @param version data version
 * @param cversion child list version
 * @param aversion ACL version
 * @param ephemeralOwner owning session, or 0
 * @param dataLength length of the data in bytes
 * @param numChildren number of direct children
 * @param pzxid the transaction that last changed the child list
 */
public record WireStat(
        long czxid,
        long mzxid,
        long ctime,
        long mtime,
        int version,
        int cversion,
        int aversion,
        long ephemeralOwner,
        int dataLength,
        int numChildren,
        long pzxid)
        implements StatFields {

    /** The length of every Stat on the wire. */
    public static final int BYTES = 68;

    /** Returns the fields as a value of its own. */
    public static WireStat copyOf(StatFields stat) {
        return new WireStat(
                stat.czxid(),
                stat.mzxid(),
                stat.ctime(),
                stat.mtime(),
                stat.version(),
                stat.cversion(),
                stat.aversion(),
                stat.ephemeralOwner(),
                stat.dataLength(),
                stat.numChildren(),
                stat.pzxid());
    }
}
