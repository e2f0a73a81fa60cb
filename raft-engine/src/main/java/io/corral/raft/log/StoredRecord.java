package io.corral.raft.log;

/**
 * One intact record as it was found on disk.
 *
 * @param offset where it starts in its file
 * @param end offset just behind it, padding included
 * @param group the Raft group it belongs to
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredRecord(int offset, int end, int group, long term, long index, byte type, byte[] payload) {}
