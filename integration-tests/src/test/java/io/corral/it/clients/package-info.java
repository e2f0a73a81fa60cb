/**
 * Clients that are not written in Java: the C client by its command line program {@code cli_mt}, and Kazoo for Python by scripts
 * (under {@code resources/clients}), against three server processes whose leader is killed.
 */
@NullMarked
package io.corral.it.clients;

import org.jspecify.annotations.NullMarked;
