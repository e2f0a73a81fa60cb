/** The replicated part of a client session. */
@NullMarked
package io.corral.tree.session;

import org.jspecify.annotations.NullMarked;
