/** What a leader knows of its followers, and what it therefore may send them. */
@NullMarked
package io.corral.raft.core.progress;

import org.jspecify.annotations.NullMarked;
