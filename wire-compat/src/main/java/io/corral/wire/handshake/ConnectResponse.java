package io.corral.wire.handshake;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The first packet a server sends.
 *
 * @param protocolVersion always 0 from a server
 * @param timeOutMillis the session timeout agreed; 0 when the session is refused
 * @param sessionId the session; 0 when refused
 * @param password the session's password, 16 bytes; 16 zero bytes when refused
 * @param readOnly whether the server is in read-only mode
 * @param hasReadOnlyByte whether the packet carries the readOnly byte: exactly when the request did
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content, see equals.
public record ConnectResponse(
        int protocolVersion,
        int timeOutMillis,
        long sessionId,
        byte @Nullable [] password,
        boolean readOnly,
        boolean hasReadOnlyByte) {

    /** The length of a session password in bytes. */
    public static final int PASSWORD_BYTES = 16;

    /** The answer to a wrong password and to a session that is unknown, expired or closing. */
    public static ConnectResponse refused(boolean readOnly, boolean hasReadOnlyByte) {
        return new ConnectResponse(0, 0, 0L, new byte[PASSWORD_BYTES], readOnly, hasReadOnlyByte);
    }

    /** The answer that gives or renews a session. */
    public static ConnectResponse accepted(
            int timeOutMillis, long sessionId, byte[] password, boolean readOnly, boolean hasReadOnlyByte) {
        return new ConnectResponse(0, timeOutMillis, sessionId, password, readOnly, hasReadOnlyByte);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConnectResponse that
                && protocolVersion == that.protocolVersion
                && timeOutMillis == that.timeOutMillis
                && sessionId == that.sessionId
                && Arrays.equals(password, that.password)
                && readOnly == that.readOnly
                && hasReadOnlyByte == that.hasReadOnlyByte;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                protocolVersion, timeOutMillis, sessionId, Arrays.hashCode(password), readOnly, hasReadOnlyByte);
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "ConnectResponse[protocolVersion=" + protocolVersion + ", timeOutMillis=" + timeOutMillis
                + ", sessionId=0x" + Long.toHexString(sessionId) + ", readOnly=" + readOnly + ", hasReadOnlyByte="
                + hasReadOnlyByte + "]";
    }
}
