/**
 * Sessions as one server sees them: ids and passwords for new ones, and, on the leader, when an unheard-of one ends.
 * What must survive a crash (epochs, sequence numbers, ephemerals) is not here but in the replicated tree.
 */
@NullMarked
package io.corral.server.session;

import org.jspecify.annotations.NullMarked;
