/** Quotas: which paths are limited, by how much, and how much of that is used. */
@NullMarked
package io.corral.tree.quota;

import org.jspecify.annotations.NullMarked;
