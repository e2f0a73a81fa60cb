package io.corral.raft.log;

/**
 * One intact record as it was found on disk.
 *
 * @param offset where it starts in its file
 * @param end offset just behind it, padding included
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredRecord(int offset, int end, long term, long index, byte type, byte[] payload) {}
