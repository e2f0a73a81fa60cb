/** Who changed what: a line for each write, in the form of ZooKeeper's audit log. */
@NullMarked
package io.corral.server.audit;

import org.jspecify.annotations.NullMarked;
