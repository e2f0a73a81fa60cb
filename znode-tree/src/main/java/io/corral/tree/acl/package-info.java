/** Access control lists: what they may contain, who passes them, and how much of them is shown. */
@NullMarked
package io.corral.tree.acl;

import org.jspecify.annotations.NullMarked;
