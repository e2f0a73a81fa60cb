/**
 * Raft consensus for opaque bytes: a pure algorithm in the middle, and around it a log on disk, a transport and the threads
 * that drive them. It knows nothing of znodes.
 */
@NullMarked
package io.corral.raft;

import org.jspecify.annotations.NullMarked;
