package io.corral.it.recipes;

import java.util.Collection;

/** A client at work that must not notice a leader's death. Its methods may be called from the test's thread at any time. */
interface UntroubledWorker {

    /** Steps of work done, each of several requests. */
    long steps();

    /** Fails if a request failed, an answer was wrong, or the connection had any event after its first. */
    void assertUntroubled();

    /** Ends the work after the step under way, when all its answers are there. */
    void stop() throws InterruptedException;

    /** Compares what is in the tree now with what was answered. */
    void assertEverythingDoneOnce() throws Exception;

    /** Names of the sequential nodes created, as answered. */
    Collection<String> sequentialNames();

    /** Ends the session. */
    void close() throws InterruptedException;
}
