package io.corral.it.rawclient;

import java.io.IOException;
import java.util.Arrays;
import org.apache.zookeeper.proto.ConnectResponse;
import org.jspecify.annotations.Nullable;

/**
 * What the server answered to a handshake.
 *
 * @param length bytes of the answer's payload: 37 with the read-only byte, 36 without, 0 for a closed connection
 * @param session the granted session, or null when the server refused it or closed the connection
 * @param passwordIsZero whether the password field holds zeros only, as in a refusal
 * @param readOnly whether the server says that it is in read-only mode
 */
public record HandshakeAnswer(int length, @Nullable Session session, boolean passwordIsZero, boolean readOnly) {
    private static final int LENGTH_WITHOUT_READ_ONLY = 36;

    /** The connection was closed without an answer. */
    public static final HandshakeAnswer CLOSED = new HandshakeAnswer(0, null, false, false);

    static HandshakeAnswer read(RawConnection connection) throws IOException {
        byte[] payload = connection.readFrame();
        if (payload == null) {
            return CLOSED;
        }
        byte[] whole = payload.length == LENGTH_WITHOUT_READ_ONLY
                ? Arrays.copyOf(payload, LENGTH_WITHOUT_READ_ONLY + 1)
                : payload;
        ConnectResponse response = new Jute(whole).record(new ConnectResponse());
        boolean zero = Arrays.equals(response.getPasswd(), new byte[response.getPasswd().length]);
        boolean refused = response.getTimeOut() <= 0 || response.getSessionId() == 0;
        Session session =
                refused ? null : new Session(response.getSessionId(), response.getPasswd(), response.getTimeOut());
        return new HandshakeAnswer(payload.length, session, zero, response.getReadOnly());
    }
}
