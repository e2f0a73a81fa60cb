package io.corral.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes request frames of one connection into its output buffer.
 *
 * <pre>
 * frame       length:int  xid:int  type:int  body
 * create (1)  path:string  data:buffer  1:int  perms:int  "world":string  "anyone":string  flags:int
 * getData (4) path:string  watch:boolean
 * setData (5) path:string  data:buffer  version:int
 * </pre>
 *
 * <p>Each returns the length of the reply without its length field: the header, then create's path, getData's data and Stat, or
 * setData's Stat. A reply of another length is not the one that was asked for.
 *
 * <p>Strings and buffers are preceded by their length in bytes, an int. Not safe for use by several threads.
 */
final class Requests {
    private static final int CREATE = 1;
    private static final int GET_DATA = 4;
    private static final int SET_DATA = 5;
    private static final int CLOSE_SESSION = -11;
    /** Every reply begins with xid, zxid and error code. */
    static final int HEADER_BYTES = 16;

    private static final int STAT_BYTES = 68;
    private static final int ALL_PERMISSIONS = 31;
    private static final int ANY_VERSION = -1;
    private static final int SESSION_TIMEOUT_MILLIS = 30_000;
    private static final int PASSWORD_BYTES = 16;
    private static final byte[] WORLD = ascii("world");
    private static final byte[] ANYONE = ascii("anyone");

    private final ByteBuffer out;
    private final DataSet data;
    private final byte[] value;
    private final byte[] createPrefix;
    private long created;

    Requests(ByteBuffer out, DataSet data, String createParent) {
        this.out = out;
        this.data = data;
        this.value = data.value();
        this.createPrefix = ascii(createParent + "/");
    }

    /** No request takes more bytes than this. */
    int longest() {
        return 128 + DataSet.LONGEST_PATH + value.length;
    }

    int keys() {
        return data.keys();
    }

    /** Asks for a new session. */
    void connect() {
        connect(0, new byte[PASSWORD_BYTES]);
    }

    /** Asks for a session that another connection had. */
    void connect(long sessionId, byte[] password) {
        int start = begin();
        out.putInt(0);
        out.putLong(0);
        out.putInt(SESSION_TIMEOUT_MILLIS);
        out.putLong(sessionId);
        putBuffer(password);
        out.put((byte) 0);
        end(start);
    }

    int create(int xid) {
        int start = begin(xid, CREATE);
        out.putInt(createPrefix.length + DataSet.DIGITS);
        out.put(createPrefix);
        DataSet.putDigits(out, created++);
        putBuffer(value);
        out.putInt(1);
        out.putInt(ALL_PERMISSIONS);
        putBuffer(WORLD);
        putBuffer(ANYONE);
        out.putInt(0);
        end(start);
        return HEADER_BYTES + Integer.BYTES + createPrefix.length + DataSet.DIGITS;
    }

    int get(int xid, int key) {
        int start = begin(xid, GET_DATA);
        putBuffer(data.keyPath(key));
        out.put((byte) 0);
        end(start);
        return HEADER_BYTES + Integer.BYTES + value.length + STAT_BYTES;
    }

    int set(int xid, int key) {
        int start = begin(xid, SET_DATA);
        putBuffer(data.keyPath(key));
        putBuffer(value);
        out.putInt(ANY_VERSION);
        end(start);
        return HEADER_BYTES + STAT_BYTES;
    }

    void closeSession(int xid) {
        end(begin(xid, CLOSE_SESSION));
    }

    private int begin() {
        int start = out.position();
        out.putInt(0);
        return start;
    }

    private int begin(int xid, int type) {
        int start = begin();
        out.putInt(xid);
        out.putInt(type);
        return start;
    }

    private void end(int start) {
        out.putInt(start, out.position() - start - Integer.BYTES);
    }

    private void putBuffer(byte[] bytes) {
        out.putInt(bytes.length);
        out.put(bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
