package io.corral.raft.log;

import io.corral.raft.message.LogEntry;
import java.io.IOException;
import java.util.List;

/**
 * Gives old segments back. The oldest one goes as soon as every group is past it.
 *
 * <p>A group that writes little would hold the oldest segment for ever, and with it all that the others have long been done
 * with. So when the files hold more than twice what is still needed, and some segments more, the needed entries of the oldest
 * segment are copied to the end of the log. The log thus never takes much more than twice the space of what it has to keep, and
 * no more is copied than is freed. Copies can take more space than the entries did, in small segments with the standings of many groups
 * in each; so what is needed is copied once in a round, and the next round waits until the files have grown. Owned by the log thread.
 */
final class LogCleaning {
    private static final long MAX_CARRY_BYTES = 1 << 20;
    private static final int CARRY_SHARE = 4;
    private static final int SPARED_SEGMENTS = 4;

    private final SegmentFiles segments;
    private final BatchWriter writer;
    private final GroupLogs groups;
    private final long segmentBytes;
    private boolean underWay;

    /** The newest segment when the present round of copying began: none behind it is looked at in this round. 0 = no round. */
    private long roundEnd;

    /** What the files held when the last round had copied everything and it was still much; 0 once it was not. */
    private long afterRound;

    LogCleaning(SegmentFiles segments, BatchWriter writer, GroupLogs groups, long segmentBytes) {
        this.segments = segments;
        this.writer = writer;
        this.groups = groups;
        this.segmentBytes = segmentBytes;
    }

    /** Removes one segment, or copies a piece of what keeps it from being removed. */
    void step() throws IOException {
        if (!underWay) {
            // Not between the steps of one cleaning: a reader may still hold the view from before it.
            segments.closeRetired();
        }
        if (oldestIsFree()) {
            removeOldest();
        } else if (isOldestHeldInVain()) {
            if (roundEnd == 0) {
                roundEnd = segments.active().sequence();
            }
            carryOne();
        }
        endRound();
        underWay = oldestIsFree() || isOldestHeldInVain();
    }

    /** Whether another step would do something. */
    boolean hasMore() {
        return underWay;
    }

    /** Removes what nobody needs. */
    void removeUnneeded() throws IOException {
        while (oldestIsFree()) {
            removeOldest();
        }
    }

    private boolean oldestIsFree() {
        if (segments.size() <= 1) {
            return false;
        }
        long oldest = segments.oldest().sequence();
        for (GroupLog group : groups.all()) {
            if (!group.index().isFreeOfEntriesAbove(group.removable(), oldest)) {
                return false;
            }
        }
        return true;
    }

    private void removeOldest() throws IOException {
        long oldest = segments.oldest().sequence();
        segments.removeOldest();
        for (GroupLog group : groups.all()) {
            group.index().dropThrough(oldest);
            group.publish();
        }
    }

    /** Whether everything was copied once, or enough was freed. */
    private void endRound() {
        if (segments.bytes() <= allowedBytes()) {
            afterRound = 0;
            roundEnd = 0;
        } else if (roundEnd != 0 && segments.oldest().sequence() > roundEnd) {
            afterRound = segments.bytes();
            roundEnd = 0;
        }
    }

    private boolean isOldestHeldInVain() {
        return segments.size() > SPARED_SEGMENTS
                && segments.bytes() > Math.max(allowedBytes(), afterRound + SPARED_SEGMENTS * segmentBytes);
    }

    private long allowedBytes() {
        long needed = 0;
        for (GroupLog group : groups.all()) {
            needed += group.index().bytesAbove(group.removable());
        }
        return 2 * needed + SPARED_SEGMENTS * segmentBytes;
    }

    private void carryOne() throws IOException {
        long oldest = segments.oldest().sequence();
        for (GroupLog group : groups.all()) {
            List<IndexRange> held = group.index().rangesAbove(group.removable(), oldest);
            if (!held.isEmpty()) {
                carry(group, held.get(0));
                return;
            }
        }
    }

    /**
     * Copies the end of the range, so that after a restart without the old segment the copies join what follows them one after the
     * other.
     */
    private void carry(GroupLog group, IndexRange range) throws IOException {
        long limit = Math.min(MAX_CARRY_BYTES, segmentBytes / CARRY_SHARE);
        long first = range.last();
        long bytes = size(group, first);
        while (first > range.first() && bytes + size(group, first - 1) <= limit) {
            first--;
            bytes += size(group, first);
        }
        List<LogEntry> entries = group.read(first, range.last() + 1, Long.MAX_VALUE);
        long baseTerm = group.termAt(first - 1);
        byte[] payload = CarriedEntries.encode(group.group(), entries);
        writer.makeRoom(payload.length);
        int start = writer.append(group.group(), baseTerm, first, RecordFormat.CARRY, payload);
        writer.force();
        group.index().carry(CarriedEntries.decode(segments.active(), start, first, baseTerm, payload));
        group.publish();
    }

    private static long size(GroupLog group, long index) {
        return group.index().bytesAt(index);
    }
}
