package io.corral.raft.log;

/**
 * Entries from {@code firstIndex} up to the next span have this term.
 *
 * @param firstIndex where the span begins
 * @param term the term of its entries
 */
record TermSpan(long firstIndex, long term) {}
