/** What the engine needs from outside; each port has one contract test that runs on every implementation. */
@NullMarked
package io.corral.raft.port;

import org.jspecify.annotations.NullMarked;
