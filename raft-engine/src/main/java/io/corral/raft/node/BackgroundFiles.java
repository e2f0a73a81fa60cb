package io.corral.raft.node;

import io.corral.raft.log.FilePreparation;
import io.corral.raft.log.LogFile;
import io.corral.raft.port.UnwritableException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Creates log files on a thread of their own, which lives as long as it takes. */
public final class BackgroundFiles implements FilePreparation {

    @Override
    public Prepared begin(Creation creation) {
        FutureTask<LogFile> task = new FutureTask<>(creation::create);
        Thread thread = new Thread(task, "raft-log-prepare");
        thread.setDaemon(true);
        thread.start();
        return () -> await(task);
    }

    private static LogFile await(FutureTask<LogFile> task) throws IOException {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnwritableException refused) {
                throw refused;
            }
            throw new IOException("could not prepare a log segment", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a log segment was being prepared", stopped);
        }
    }
}
