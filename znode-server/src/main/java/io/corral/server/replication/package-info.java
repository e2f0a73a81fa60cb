/**
 * The tree as the state machine of a Raft group: executing entries and publishing what came of them, handing bursts of writes to
 * the leader, and on the leader ending sessions that nobody hears of.
 */
@NullMarked
package io.corral.server.replication;

import org.jspecify.annotations.NullMarked;
