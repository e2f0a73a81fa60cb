package io.corral.server.assembly;

import io.corral.server.config.DynamicFiles;
import io.corral.server.view.BatchFeed;
import io.corral.tree.ensemble.EnsembleState;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the dynamic configuration files up with the replicated state. {@link #run} is called at intervals on one thread. */
final class DynamicFileTask implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(DynamicFileTask.class);

    private final DynamicFiles files;
    private final BatchFeed feed;
    private @Nullable EnsembleState written;
    private boolean warned;

    DynamicFileTask(DynamicFiles files, BatchFeed feed) {
        this.files = files;
        this.feed = feed;
    }

    @Override
    public void run() {
        EnsembleState state = feed.newest().state().ensemble();
        if (state.equals(written) || state.inForce().version() == 0) {
            return;
        }
        try {
            files.write(state);
            written = state;
            warned = false;
        } catch (IOException e) {
            warn(state, e);
        }
    }

    /** Once: it is tried again and again. */
    private void warn(EnsembleState state, IOException e) {
        if (!warned) {
            warned = true;
            LOG.warn(
                    "The members, version {}, could not be written beside the configuration file: {}. The data has them; but a"
                            + " server started with old files looks for the others where those say. Make the directory of the"
                            + " configuration file writable.",
                    Long.toHexString(state.inForce().version()),
                    e.toString());
        }
    }
}
