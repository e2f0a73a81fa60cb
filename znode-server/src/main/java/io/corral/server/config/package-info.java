/**
 * {@code zoo.cfg} and {@code myid} into one immutable {@link io.corral.server.config.ServerConfig}: the only place that
 * reads configuration files and system properties.
 */
@NullMarked
package io.corral.server.config;

import org.jspecify.annotations.NullMarked;
