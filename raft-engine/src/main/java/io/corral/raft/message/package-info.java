/**
 * What nodes of one Raft group say to one another, as immutable records. Byte layouts are not known here: the transport package
 * owns them. A receiver dispatches through {@link io.corral.raft.message.PeerMessageHandler}, one method per message.
 */
@NullMarked
package io.corral.raft.message;

import org.jspecify.annotations.NullMarked;
