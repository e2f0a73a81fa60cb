/**
 * Who wants to hear of which path: one {@link io.corral.server.watch.WatchTable} per event loop, touched by that loop
 * alone, so it holds no lock. Watches belong to a connection and end with it; nothing here is replicated.
 */
@NullMarked
package io.corral.server.watch;

import org.jspecify.annotations.NullMarked;
