/**
 * ZooKeeper's transaction log: what a server has executed, change by change, as it lies in {@code version-2/log.*}. For those who bring
 * the data of a ZooKeeper server over.
 */
@NullMarked
package io.corral.wire.transaction;

import org.jspecify.annotations.NullMarked;
