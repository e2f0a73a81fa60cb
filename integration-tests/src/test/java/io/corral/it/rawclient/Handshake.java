package io.corral.it.rawclient;

import java.util.Arrays;
import org.apache.zookeeper.proto.ConnectRequest;

/**
 * What a client says first.
 *
 * @param lastZxidSeen highest zxid the client has seen
 * @param timeoutMillis wanted session timeout
 * @param sessionId 0 for a new session
 * @param password of the session to continue
 * @param withReadOnlyByte whether the optional last byte is sent, as clients since 3.4 do
 * @param readOnly whether that byte says that a read-only server will do
 */
public record Handshake(
        long lastZxidSeen,
        int timeoutMillis,
        long sessionId,
        byte[] password,
        boolean withReadOnlyByte,
        boolean readOnly) {
    private static final int PASSWORD_LENGTH = 16;

    /** A new session. */
    public static Handshake newSession(int timeoutMillis) {
        return new Handshake(0, timeoutMillis, 0, new byte[PASSWORD_LENGTH], true, false);
    }

    /** The continuation of a session. */
    public static Handshake resume(Session session, long lastZxidSeen) {
        return new Handshake(lastZxidSeen, session.timeoutMillis(), session.id(), session.password(), true, false);
    }

    /** The same handshake with another password. */
    public Handshake withPassword(byte[] other) {
        return new Handshake(lastZxidSeen, timeoutMillis, sessionId, other, withReadOnlyByte, readOnly);
    }

    /** The same handshake of a client that claims to have seen {@code zxid}. */
    public Handshake withLastZxidSeen(long zxid) {
        return new Handshake(zxid, timeoutMillis, sessionId, password, withReadOnlyByte, readOnly);
    }

    /** The same handshake as a client before 3.4 sends it. */
    public Handshake withoutReadOnlyByte() {
        return new Handshake(lastZxidSeen, timeoutMillis, sessionId, password, false, false);
    }

    /** The same handshake of a client that a read-only server will do for. */
    public Handshake thatMayBeReadOnly() {
        return new Handshake(lastZxidSeen, timeoutMillis, sessionId, password, true, true);
    }

    /** The payload of the frame. */
    public byte[] bytes() {
        byte[] full = Jute.bytes(new ConnectRequest(0, lastZxidSeen, timeoutMillis, sessionId, password, readOnly));
        return withReadOnlyByte ? full : Arrays.copyOf(full, full.length - 1);
    }
}
