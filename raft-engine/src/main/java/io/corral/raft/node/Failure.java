package io.corral.raft.node;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one failure that ends a node. After it no thread of the node sends, acknowledges or applies anything more. */
final class Failure {
    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

    private final AtomicReference<@Nullable Throwable> cause = new AtomicReference<>();
    private final long nodeId;
    private final RaftListener listener;

    Failure(long nodeId, RaftListener listener) {
        this.nodeId = nodeId;
        this.listener = listener;
    }

    boolean happened() {
        return cause.get() != null;
    }

    /** The first report counts; later ones are only logged. */
    void report(Throwable thrown) {
        LOG.error("Node {} stops: it can no longer keep its promises", nodeId, thrown);
        if (cause.compareAndSet(null, thrown)) {
            listener.onFatal(thrown);
        }
    }
}
