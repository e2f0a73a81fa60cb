/**
 * The replicated state in ZooKeeper's own snapshot format, there and back: what an administrator's backup of either is made of.
 */
@NullMarked
package io.corral.server.exchange;

import org.jspecify.annotations.NullMarked;
