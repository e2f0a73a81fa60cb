/**
 * The members of the ensemble while they change: the leader sees to it that the Raft group becomes what clients have asked for, and
 * every server follows.
 */
@NullMarked
package io.corral.server.ensemble;

import org.jspecify.annotations.NullMarked;
