/** Who a connection is, and what that lets it see. Writes are checked again where they execute: in the replicated tree. */
@NullMarked
package io.corral.server.auth;

import org.jspecify.annotations.NullMarked;
