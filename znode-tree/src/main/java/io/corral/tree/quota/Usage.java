package io.corral.tree.quota;

/**
 * How much of the tree something takes up, or by how much that changes.
 *
 * @param nodes nodes
 * @param bytes bytes of data
 */
public record Usage(long nodes, long bytes) {}
