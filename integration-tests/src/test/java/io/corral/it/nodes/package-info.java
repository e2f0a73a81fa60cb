/** Nodes that servers delete by themselves, in server processes. */
package io.corral.it.nodes;
