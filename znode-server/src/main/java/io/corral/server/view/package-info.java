/**
 * How a new version of the tree reaches those who read it: the apply thread appends published batches to a linked list,
 * and every reader walks it at its own pace. Nobody locks; a reader that stands still costs memory, not time.
 */
@NullMarked
package io.corral.server.view;

import org.jspecify.annotations.NullMarked;
