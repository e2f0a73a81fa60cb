package io.corral.raft.log;

import io.corral.raft.core.Persist;
import io.corral.raft.message.LogEntry;
import io.corral.raft.port.GroupPersist;
import java.util.ArrayList;
import java.util.List;

/**
 * Which new segments a batch would need, found out before any of it is written: a disk that is full is then noticed at a place
 * where nothing has happened yet.
 *
 * <p>Entries with a payload leave a reserve behind them, so that terms, votes, truncations and the empty entry of a new leader can
 * still be written when the disk is full.
 */
final class RoomNeeded {
    private static final long MARK_BYTES = RecordFormat.sizeOnDisk(BatchMark.BYTES);
    private static final long RESERVE_BYTES = 64 << 10;
    private static final int RESERVE_SHARE = 16;

    private final List<GroupPersist> batch;
    private long worstCase = MARK_BYTES;
    private boolean hasPayload;

    /** What this batch needs. */
    RoomNeeded(List<GroupPersist> batch) {
        this.batch = batch;
        for (GroupPersist each : batch) {
            worstCase += 2 * RecordFormat.sizeOnDisk(0);
            for (LogEntry entry : each.persist().entries()) {
                worstCase += RecordFormat.sizeOnDisk(entry.payload().length);
                hasPayload |= entry.payload().length > 0;
            }
        }
    }

    /**
     * The least sizes of the files needed besides the active segment.
     *
     * @param position where the first record would go in the active segment
     * @param activeEnd where that ends
     * @param segmentBytes size of a new segment, at least
     * @param knownGroups how many groups the header of a new segment would name without the batch
     */
    List<Long> newSegments(long position, long activeEnd, long segmentBytes, int knownGroups) {
        long reserve = hasPayload ? Math.min(RESERVE_BYTES, segmentBytes / RESERVE_SHARE) : 0;
        if (position + worstCase + reserve <= activeEnd) {
            return List.of();
        }
        Filling filling =
                new Filling(position, activeEnd, segmentBytes, SegmentHeader.sizeOnDisk(knownGroups + batch.size()));
        for (GroupPersist each : batch) {
            filling.add(each.persist());
        }
        if (filling.at + reserve > filling.end) {
            filling.files.add(segmentBytes);
        }
        return filling.files;
    }

    /** Goes through the segments as writing the batch will. */
    private static final class Filling {
        private final List<Long> files = new ArrayList<>();
        private final long segmentBytes;
        private final long headerBytes;
        private long at;
        private long end;
        private boolean batchOpen;

        private Filling(long position, long activeEnd, long segmentBytes, long headerBytes) {
            this.at = position;
            this.end = activeEnd;
            this.segmentBytes = segmentBytes;
            this.headerBytes = headerBytes;
        }

        private void add(Persist persist) {
            // A hard state and a truncation, though seldom both are there.
            add(0);
            add(0);
            for (LogEntry entry : persist.entries()) {
                add(entry.payload().length);
            }
        }

        private void add(int payloadBytes) {
            long record = RecordFormat.sizeOnDisk(payloadBytes);
            if (at + record + (batchOpen ? 0 : MARK_BYTES) > end) {
                at = headerBytes;
                end = Math.max(segmentBytes, at + MARK_BYTES + record);
                files.add(end);
                batchOpen = false;
            }
            at += record + (batchOpen ? 0 : MARK_BYTES);
            batchOpen = true;
        }
    }
}
