package io.corral.raft.node;

import io.corral.raft.port.LogStorage;
import io.corral.raft.port.UnwritableException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The threads of a node besides the raft loop, shared by its groups.
 *
 * @param log writes and forces the log
 * @param apply each owns the state machines of some groups
 * @param snapshot writes and stores snapshots
 * @param transfer reads chunks of snapshots for followers
 */
record HostThreads(WorkerThread<LogWork> log, List<LaneWorker> apply, LaneWorker snapshot, LaneWorker transfer) {

    /** Work whose result somebody waits for. */
    interface Reading<V> {
        V read() throws IOException;
    }

    /** Has something done on the running log thread, and waits for it. */
    <V> V onLogThread(LogShare share, Reading<V> reading) throws IOException {
        CompletableFuture<V> result = new CompletableFuture<>();
        log.submit(new LogWork.Act(share, new LogWork.Action() {
            @Override
            public void run(LogStorage storage) throws IOException {
                try {
                    result.complete(reading.read());
                } catch (UnwritableException later) {
                    throw later;
                } catch (IOException | RuntimeException failed) {
                    result.completeExceptionally(failed);
                }
            }

            @Override
            public void abandon() {
                result.completeExceptionally(new IOException("the node has ended"));
            }
        }));
        try {
            return result.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof IOException known ? known : new IOException(failed);
        }
    }

    void start() {
        log.start();
        apply.forEach(LaneWorker::start);
        snapshot.start();
        transfer.start();
    }

    /** Ends them, sources of work before those who receive it. */
    void stop() {
        transfer.stop();
        snapshot.stop();
        apply.forEach(LaneWorker::stop);
        log.stop();
        transfer.join();
        snapshot.join();
        apply.forEach(LaneWorker::join);
        log.join();
    }
}
