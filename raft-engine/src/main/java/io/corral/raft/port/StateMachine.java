package io.corral.raft.port;

import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotMeta;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * What the log is replicated for. On a witness it is told nothing, or nothing more, and stays as it is. Every method is called on the apply thread only, but for the first {@link
 * #restore}, which comes before that thread starts.
 */
public interface StateMachine {

    /** Executes committed entries in index order, each exactly once since the last restore; entries of all types come along. */
    void apply(List<LogEntry> committed);

    /** The state as it is now, to be written later on another thread. Cheap: keeps a reference. */
    StateCapture capture();

    /** Replaces the state by that of a snapshot. The caller closes the stream. */
    void restore(SnapshotMeta meta, InputStream in) throws IOException;
}
