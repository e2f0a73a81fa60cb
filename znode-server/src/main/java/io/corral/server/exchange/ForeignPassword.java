package io.corral.server.exchange;

import io.corral.tree.session.SessionPassword;
import java.util.Random;

/**
 * The password of a session in a snapshot of ZooKeeper. The file does not hold it, for it follows from the session's id: 16 bytes of
 * {@link Random} seeded with the id and a constant. With it the client that has the session goes on with it.
 */
final class ForeignPassword {
    private static final long CONSTANT = 0xB3415C00L;
    private static final int BYTES = 16;

    private ForeignPassword() {}

    static SessionPassword of(long sessionId) {
        byte[] password = new byte[BYTES];
        new Random(sessionId ^ CONSTANT).nextBytes(password);
        return SessionPassword.of(password);
    }
}
