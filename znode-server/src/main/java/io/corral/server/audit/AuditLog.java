package io.corral.server.audit;

import io.corral.server.auth.AccessRules;
import io.corral.tree.command.Change;
import io.corral.tree.command.Outcome;
import io.corral.tree.command.SessionWrite;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who changed what, on a thread of its own, since a log may be slow. Nothing is left out: while too much waits to be
 * written, {@link #isBehind} asks for no more requests to be read. Thread-safe.
 *
 * <p>The logger has the name of ZooKeeper's, so that its logging configurations direct the lines to where they did.
 */
public final class AuditLog implements AutoCloseable {
    private static final Logger AUDIT = LoggerFactory.getLogger("org.apache.zookeeper.audit.Slf4jAuditLogger");
    private static final int BEHIND = 10_000;
    private static final long BEHIND_CHARS = 16L << 20;
    private static final long LAST_LINES_SECONDS = 5;

    private final boolean enabled;
    private final AccessRules rules;
    private final String serverUser;
    private final Consumer<AuditLine> destination;
    private final AtomicLong waitingChars = new AtomicLong();
    private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, waiting, task -> {
        Thread thread = new Thread(task, "corral-audit");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param enabled whether anything is written
     * @param rules how identities are shown
     * @param serverUser as whom the server runs
     */
    public AuditLog(boolean enabled, AccessRules rules, String serverUser) {
        this(enabled, rules, serverUser, AuditLog::write);
    }

    /** @param destination writes a line down, and may take its time */
    AuditLog(boolean enabled, AccessRules rules, String serverUser, Consumer<AuditLine> destination) {
        this.enabled = enabled;
        this.rules = rules;
        this.serverUser = serverUser;
        this.destination = destination;
        writer.allowCoreThreadTimeOut(true);
    }

    /** The server serves. */
    public void serverStarted() {
        ofServer("serverStart", AuditLine.Result.SUCCESS);
    }

    /** A write of a client of this server was executed, or refused because its session is no longer its own. */
    public void executed(SessionWrite write, Outcome outcome) {
        if (enabled) {
            // What waits holds on to the lines alone: the write may have a lot of data.
            AuditedWrite.lines(write, outcome, rules).forEach(this::writeLater);
        }
    }

    /** A session has ended, and with it its ephemeral nodes. */
    public void sessionEnded(long sessionId, List<Change> changes) {
        if (enabled) {
            changes.forEach(change -> writeLater(new AuditLine(
                    sessionId,
                    serverUser,
                    null,
                    "ephemeralZNodeDeletionOnSessionCloseOrExpire",
                    change.path(),
                    null,
                    null,
                    AuditLine.Result.SUCCESS)));
        }
    }

    /** Whether no more should be done before what was done is written down. */
    public boolean isBehind() {
        return enabled && (waiting.size() > BEHIND || waitingChars.get() > BEHIND_CHARS);
    }

    private void writeLater(AuditLine line) {
        int chars = line.chars();
        waitingChars.addAndGet(chars);
        writer.execute(() -> {
            try {
                destination.accept(line);
            } finally {
                waitingChars.addAndGet(-chars);
            }
        });
    }

    private void ofServer(String operation, AuditLine.Result result) {
        if (enabled) {
            writeLater(AuditLine.ofServer(serverUser, operation, result));
        }
    }

    private static void write(AuditLine line) {
        if (line.result() == AuditLine.Result.FAILURE) {
            AUDIT.error("{}", line.text());
        } else {
            AUDIT.info("{}", line.text());
        }
    }

    /** The server stops; waits a moment for the last lines. */
    @Override
    public void close() {
        ofServer("serverStop", AuditLine.Result.INVOKED);
        writer.shutdown();
        try {
            if (!writer.awaitTermination(LAST_LINES_SECONDS, TimeUnit.SECONDS)) {
                writer.shutdownNow();
            }
        } catch (InterruptedException interruption) {
            writer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
