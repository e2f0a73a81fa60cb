/**
 * What operators see over the client port, and what they are shown elsewhere: four letter words, and the conversion of
 * configuration, process and machine into {@code status}.
 */
@NullMarked
package io.corral.server.ops;

import org.jspecify.annotations.NullMarked;
