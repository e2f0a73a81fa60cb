package io.corral.server.frontend;

import io.corral.tree.session.SessionPassword;
import java.util.concurrent.atomic.AtomicInteger;

/** A session that this server alone knows. Thread-safe: its connections may be on different event loops, one after the other. */
final class LocalSession {
    private final long id;
    private final SessionPassword password;
    private final AtomicInteger writesUnderWay = new AtomicInteger();

    LocalSession(long id, SessionPassword password) {
        this.id = id;
        this.password = password;
    }

    long id() {
        return id;
    }

    SessionPassword password() {
        return password;
    }

    /** A write is on its way, or has had its outcome. */
    void underWay(int more) {
        writesUnderWay.addAndGet(more);
    }

    /** Whether writes are on their way, of this connection or of one before: a new connection waits for them. */
    boolean hasWritesUnderWay() {
        return writesUnderWay.get() != 0;
    }
}
