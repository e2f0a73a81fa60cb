/**
 * ZooKeeper's requests, replies and their parts as immutable values.
 *
 * <p>The values say what the bytes said and no more: whatever may be null on the wire is nullable here, and nothing is
 * judged (paths, flags, permissions), since the order in which ZooKeeper finds fault is the server's business.
 * {@link io.corral.wire.record.Request} and {@link io.corral.wire.record.Reply} are closed sets, each visited by an
 * interface with one method per form, so that a form left out does not compile. Byte arrays inside are handed over, not
 * copied: neither giver nor taker changes them afterwards.
 */
@NullMarked
package io.corral.wire.record;

import org.jspecify.annotations.NullMarked;
