package io.corral.it.operations;

/** The parts a server can play when it is looked at. */
enum Standing {
    STANDALONE,
    LEADER,
    FOLLOWER,
    OBSERVER,
    /** A voter that has lost the majority. */
    NOT_SERVING
}
