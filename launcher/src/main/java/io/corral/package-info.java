/**
 * The program itself: reads the configuration, assembles a server and its console, and stops them in order.
 */
@NullMarked
package io.corral;

import org.jspecify.annotations.NullMarked;
