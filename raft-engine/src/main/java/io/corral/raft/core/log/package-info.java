/** The log as the core sees it: a window of recent entries in memory, older ones through {@link io.corral.raft.core.log.LogReader}. */
@NullMarked
package io.corral.raft.core.log;

import org.jspecify.annotations.NullMarked;
