/**
 * A crowd of clients that send whatever comes to their minds, for as long as it is wanted, while an innocent client of the same
 * server must not notice anything.
 */
@NullMarked
package io.corral.it.fuzz;

import org.jspecify.annotations.NullMarked;
