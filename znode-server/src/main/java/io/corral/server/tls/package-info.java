/**
 * Keys, certificates and the rules of TLS: read from files into engines that protect a connection. Knows neither who connects nor
 * where; client port, peer port and console take their engines from here.
 */
@NullMarked
package io.corral.server.tls;

import org.jspecify.annotations.NullMarked;
