package io.corral.it.oracle;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.zookeeper.data.Stat;

/**
 * Replaces what may differ between two runs by what must be equal: zxids by their distance from the first zxid of the
 * play, session ids by the order in which the sessions were created, times by whether they agree with the other times
 * of the same transaction.
 */
public final class Names {
    private final long firstZxid;
    private final Map<Long, String> sessions = new HashMap<>();
    private final Map<Long, Long> timeOfTransaction = new HashMap<>();
    private final Set<Long> closes = new HashSet<>();

    /** Counts zxids from {@code firstZxid}. */
    public Names(long firstZxid) {
        this.firstZxid = firstZxid;
        sessions.put(0L, "-");
    }

    /** A zxid as its distance from the play's first one; the protocol's special values stay as they are. */
    String zxid(long zxid) {
        return zxid <= 0 ? Long.toString(zxid) : "+" + (zxid - firstZxid);
    }

    /** Names a session that was just created. */
    public String addSession(long id) {
        return sessions.computeIfAbsent(id, unused -> "s" + sessions.size());
    }

    String session(long id) {
        return sessions.getOrDefault(id, "unknown session " + Long.toHexString(id));
    }

    /** Remembers that a transaction closed a session: the order of its deletions is nobody's business. */
    void addClose(long zxid) {
        closes.add(zxid);
    }

    boolean isClose(long zxid) {
        return closes.contains(zxid);
    }

    String stat(Stat stat) {
        return "{c=" + zxid(stat.getCzxid())
                + " m=" + zxid(stat.getMzxid())
                + " p=" + zxid(stat.getPzxid())
                + " v=" + stat.getVersion() + "," + stat.getCversion() + "," + stat.getAversion()
                + " owner=" + session(stat.getEphemeralOwner())
                + " length=" + stat.getDataLength()
                + " children=" + stat.getNumChildren()
                + time(" ctime", stat.getCzxid(), stat.getCtime())
                + time(" mtime", stat.getMzxid(), stat.getMtime())
                + (stat.getCtime() > stat.getMtime() ? " ctime>mtime" : "")
                + "}";
    }

    /** Nothing when every Stat tells the same time of this transaction. */
    private String time(String field, long zxid, long millis) {
        if (zxid <= 0) {
            return field + "=" + millis;
        }
        Long known = timeOfTransaction.putIfAbsent(zxid, millis);
        return known == null || known == millis ? "" : field + " differs from other times of " + zxid(zxid);
    }
}
