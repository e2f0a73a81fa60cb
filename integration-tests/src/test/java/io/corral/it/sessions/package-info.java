/** What becomes of sessions between the servers of an ensemble. */
@NullMarked
package io.corral.it.sessions;

import org.jspecify.annotations.NullMarked;
