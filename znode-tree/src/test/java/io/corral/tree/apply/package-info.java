/** Properties of the state machine, and a naive twin. */
package io.corral.tree.apply;
