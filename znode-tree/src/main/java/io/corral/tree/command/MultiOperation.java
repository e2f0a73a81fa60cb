package io.corral.tree.command;

/** An operation that may be part of a {@link Multi}. */
public sealed interface MultiOperation extends Operation permits Create, Delete, SetData, Check, Failed {}
