package io.corral.raft.node;

import io.corral.raft.transport.ConnectionJournal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what happens to connections into the log of the process. */
public final class LoggedConnections implements ConnectionJournal {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedConnections.class);

    @Override
    public void note(String event) {
        LOG.info("{}", event);
    }

    @Override
    public void warn(String event) {
        LOG.warn("{}", event);
    }
}
