/** Connections under TLS: of real clients, between real servers, and to the console. */
@NullMarked
package io.corral.it.tls;

import org.jspecify.annotations.NullMarked;
