package io.corral.raft.log;

/**
 * Neighbouring entries of one group.
 *
 * @param first index of the first
 * @param last index of the last
 */
record IndexRange(long first, long last) {}
