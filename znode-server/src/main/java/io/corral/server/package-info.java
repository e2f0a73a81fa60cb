/**
 * The server: the only place where consensus, the tree and the wire protocol meet.
 */
@NullMarked
package io.corral.server;

import org.jspecify.annotations.NullMarked;
