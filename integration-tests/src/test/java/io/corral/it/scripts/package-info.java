/** The scripts in {@code bin} and the distribution archive, run as an operator runs them: from some other folder. */
@NullMarked
package io.corral.it.scripts;

import org.jspecify.annotations.NullMarked;
