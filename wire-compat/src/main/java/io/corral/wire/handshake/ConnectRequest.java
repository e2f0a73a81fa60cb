package io.corral.wire.handshake;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The first packet a client sends.
 *
 * @param protocolVersion clients send 0; ZooKeeper does not look at it
 * @param lastZxidSeen the highest zxid the client saw in a reply
 * @param timeOutMillis the session timeout wanted; any int is possible
 * @param sessionId the session to attach to; 0 for a new one
 * @param password the session's password; anything, null too, for a new session
 * @param readOnly whether the client is content with a read-only server
 * @param hasReadOnlyByte whether the packet carried the readOnly byte, which clients before 3.4 do not send; the
 *     response mirrors it
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content, see equals.
public record ConnectRequest(
        int protocolVersion,
        long lastZxidSeen,
        int timeOutMillis,
        long sessionId,
        byte @Nullable [] password,
        boolean readOnly,
        boolean hasReadOnlyByte) {

    public ConnectRequest {
        if (readOnly && !hasReadOnlyByte) {
            throw new IllegalArgumentException("readOnly without its byte");
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConnectRequest that
                && protocolVersion == that.protocolVersion
                && lastZxidSeen == that.lastZxidSeen
                && timeOutMillis == that.timeOutMillis
                && sessionId == that.sessionId
                && Arrays.equals(password, that.password)
                && readOnly == that.readOnly
                && hasReadOnlyByte == that.hasReadOnlyByte;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                protocolVersion,
                lastZxidSeen,
                timeOutMillis,
                sessionId,
                Arrays.hashCode(password),
                readOnly,
                hasReadOnlyByte);
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "ConnectRequest[protocolVersion=" + protocolVersion + ", lastZxidSeen=0x"
                + Long.toHexString(lastZxidSeen) + ", timeOutMillis=" + timeOutMillis + ", sessionId=0x"
                + Long.toHexString(sessionId) + ", readOnly=" + readOnly + ", hasReadOnlyByte=" + hasReadOnlyByte + "]";
    }
}
