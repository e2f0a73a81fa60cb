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

    /** With a turn each 20 ms, ten seconds. */
    private static final int MOST_TURNS_BETWEEN = 500;

    private final DynamicFiles files;
    private final BatchFeed feed;
    private @Nullable EnsembleState written;

    /** After a failure, ever more turns pass before the next attempt. */
    private int turnsBetween;

    private int turnsLeft;

    DynamicFileTask(DynamicFiles files, BatchFeed feed) {
        this.files = files;
        this.feed = feed;
    }

    @Override
    public void run() {
        EnsembleState state = feed.newest().state().ensemble();
        if (state.equals(written) || state.inForce().version() == 0 || turnsLeft-- > 0) {
            return;
        }
        try {
            files.write(state);
            written = state;
            turnsBetween = 0;
            turnsLeft = 0;
        } catch (IOException e) {
            warnOnce(state, e);
            turnsBetween = Math.min(2 * turnsBetween + 1, MOST_TURNS_BETWEEN);
            turnsLeft = turnsBetween;
        }
    }

    private void warnOnce(EnsembleState state, IOException e) {
        if (turnsBetween == 0) {
            LOG.warn(
                    "The members, version {}, could not be written beside the configuration file: {}. The data has them; but a"
                            + " server started with old files looks for the others where those say. It is tried again: this"
                            + " user must be able to read and write the configuration file, the dynamic ones and their"
                            + " directory.",
                    Long.toHexString(state.inForce().version()),
                    e.toString());
        }
    }
}
