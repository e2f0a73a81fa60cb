/**
 * Tests that start real server processes and use them with real clients; this module has no code of its own.
 */
@NullMarked
package io.corral.it;

import org.jspecify.annotations.NullMarked;
