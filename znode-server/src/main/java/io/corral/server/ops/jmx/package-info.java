/**
 * Management beans by the names and with the attributes of ZooKeeper's, for the consoles that read them. They show {@link
 * io.corral.server.status} and change nothing.
 */
@NullMarked
package io.corral.server.ops.jmx;

import org.jspecify.annotations.NullMarked;
