package io.corral.raft.node;

/**
 * How the workers of a node get to run: on threads of their own in a process, one round at a time under virtual time in a
 * simulation. A worker never blocks but on the disk; when it has nothing to do it returns, and is called again.
 */
public interface Execution {

    /** Every worker on a daemon thread of its own. */
    Execution THREADS = WorkerRunner::new;

    /**
     * Prepares to run a worker.
     *
     * @param name what the worker is called, such as {@code raft-log-3}
     * @param worker its rounds
     * @return what starts it; nothing runs before
     */
    Runner runner(String name, Worker worker);

    /** Work that is done in rounds, one at a time. */
    interface Worker {

        /** Do the next round without a pause. */
        long AT_ONCE = 0;

        /** There will be no other round. */
        long ENDED = -1;

        /**
         * Does what there is to do. Throws nothing but what ends the process.
         *
         * @return {@link #AT_ONCE}, {@link #ENDED}, or after how many nanoseconds to call again even if nobody wakes the runner
         */
        long round();

        /** Whether a round would find something to do; asked on the runner once more before it sleeps. */
        boolean hasWork();
    }

    /** Runs one worker. All methods may be called from any thread. */
    interface Runner {

        /** Begins with the first round. */
        void start();

        /** Ends a pause; costs next to nothing when there is none. A runner that was not started yet finds the work itself. */
        void wake();

        /** Waits for the last round, unless called from within a round. */
        void join();
    }
}
