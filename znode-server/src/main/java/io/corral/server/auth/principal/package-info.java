/** Names of Kerberos principals, and what short names they get. Pure. */
@NullMarked
package io.corral.server.auth.principal;

import org.jspecify.annotations.NullMarked;
