/**
 * Puts the parts of a running server together and starts and stops them in order. Nothing else depends on it but
 * {@link io.corral.server.CorralServer}.
 */
@NullMarked
package io.corral.server.assembly;

import org.jspecify.annotations.NullMarked;
