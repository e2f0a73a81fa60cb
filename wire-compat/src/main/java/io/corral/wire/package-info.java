/**
 * ZooKeeper's wire protocol: bytes to immutable records and back. Jute's generated classes do not leave this module.
 */
@NullMarked
package io.corral.wire;

import org.jspecify.annotations.NullMarked;
