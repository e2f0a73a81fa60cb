package io.corral.raft.node;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one failure that ends a node with all its groups, or one group. After it nothing of it sends, acknowledges or applies
 * anything more.
 */
final class Failure {
    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

    private final AtomicReference<@Nullable Throwable> cause = new AtomicReference<>();
    private final String who;
    private final Consumer<Throwable> told;

    /**
     * Nothing has failed yet.
     *
     * @param who what would end, for the log
     * @param told who is told, once, on the thread that failed
     */
    Failure(String who, Consumer<Throwable> told) {
        this.who = who;
        this.told = told;
    }

    boolean happened() {
        return cause.get() != null;
    }

    /** The first report counts; later ones are only logged. */
    void report(Throwable thrown) {
        LOG.error("{} stops: it can no longer keep its promises", who, thrown);
        spread(thrown);
    }

    /** Lets this fail because of something that was reported already. */
    void spread(Throwable thrown) {
        if (cause.compareAndSet(null, thrown)) {
            told.accept(thrown);
        }
    }
}
