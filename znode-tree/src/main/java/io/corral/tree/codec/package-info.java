/** The compact binary form of commands in log entries, versioned. */
@NullMarked
package io.corral.tree.codec;

import org.jspecify.annotations.NullMarked;
