/** What paths may look like, and how they are taken apart. Pure functions. */
@NullMarked
package io.corral.tree.path;

import org.jspecify.annotations.NullMarked;
