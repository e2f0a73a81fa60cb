/** What becomes of sessions between the servers of an ensemble; read-only ones, and those that one server alone knows. */
@NullMarked
package io.corral.it.sessions;

import org.jspecify.annotations.NullMarked;
