/** Server processes whose disk is full: what their clients are told, and that everything goes on when there is space again. */
@NullMarked
package io.corral.it.disk;

import org.jspecify.annotations.NullMarked;
