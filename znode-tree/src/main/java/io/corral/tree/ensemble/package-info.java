/** The members of the ensemble as the replicated state knows them, and what clients ask to be done to them. Pure functions. */
@NullMarked
package io.corral.tree.ensemble;

import org.jspecify.annotations.NullMarked;
