/** The server's side of SASL: mechanisms, exchanges with clients, and the server's own login to Kerberos. */
@NullMarked
package io.corral.server.auth.sasl;

import org.jspecify.annotations.NullMarked;
