package io.corral.raft.log;

import java.io.IOException;

/** Creates files away from the log thread. */
public interface FilePreparation {

    /** Begins to create a file; may return before it is there. */
    Prepared begin(Creation creation);

    /** What creates the file. Runs once, on a thread of the preparation's choice. */
    interface Creation {
        LogFile create() throws IOException;
    }

    /** A file on its way. */
    interface Prepared {

        /** Waits until the file is there; called at most once. */
        LogFile await() throws IOException;
    }

    /** Creates each file when it is needed, on the thread that needs it. */
    static FilePreparation onDemand() {
        return creation -> creation::create;
    }
}
