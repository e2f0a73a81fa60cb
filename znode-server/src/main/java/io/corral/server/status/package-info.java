/**
 * What a server says about itself: immutable records, and the one port ({@link
 * io.corral.server.status.ServerStatusSource}) through which everything that shows a server's state reads it. Nothing here
 * knows how the state comes about.
 */
@NullMarked
package io.corral.server.status;

import org.jspecify.annotations.NullMarked;
