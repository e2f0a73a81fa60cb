package io.corral.raft.log;

import io.corral.raft.port.UnwritableException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The chain of segments: begins new ones at its end and removes old ones from its front. Owned by the log thread. */
final class SegmentFiles {
    private final LogDirectory directory;
    private final SegmentSupply supply;
    private final Deque<Segment> chain;
    private final List<LogFile> retired = new ArrayList<>();

    SegmentFiles(LogDirectory directory, SegmentSupply supply, List<Segment> found) {
        this.directory = directory;
        this.supply = supply;
        this.chain = new ArrayDeque<>(found);
    }

    /** The segment that is written to. */
    Segment active() {
        return chain.getLast();
    }

    Segment oldest() {
        return chain.getFirst();
    }

    /** The number the next segment will have. */
    long nextSequence() {
        return chain.isEmpty() ? 1 : chain.getLast().sequence() + 1;
    }

    /**
     * Adds a segment with this header and room for {@code bytes} more. Only when the header is durable does the file get
     * its name: a named segment without a good header is damaged, never unfinished. When the disk refuses, the writer has
     * to be moved back.
     */
    void begin(SegmentHeader header, long bytes, RecordWriter writer) throws IOException {
        LogFile file = supply.take(RecordFormat.sizeOnDisk(header.encode().length) + bytes);
        try {
            writer.moveTo(file, 0);
            writer.append(0, 0, 0, RecordFormat.SEGMENT, header.encode());
            writer.flush();
            file.force();
            directory.rename(file, Segment.fileName(header.sequence()));
        } catch (UnwritableException refused) {
            // Not named yet: it is as if it had not been begun.
            discard(file);
            throw refused;
        }
        directory.force();
        chain.addLast(new Segment(header.sequence(), file));
    }

    private void discard(LogFile file) throws IOException {
        file.close();
        try {
            directory.delete(file.name());
        } catch (UnwritableException stays) {
            // The next start removes it.
        }
    }

    /**
     * Removes the oldest segment; nothing is changed when the disk refuses. Removals are made durable one by one, so that a
     * crash leaves no gap. The file stays open until the next removals begin, for a reader that still holds an earlier view.
     */
    void removeOldest() throws IOException {
        Segment removed = chain.getFirst();
        directory.delete(removed.file().name());
        directory.force();
        chain.removeFirst();
        retired.add(removed.file());
    }

    /** Closes what earlier removals left open. */
    void closeRetired() throws IOException {
        for (LogFile file : retired) {
            file.close();
        }
        retired.clear();
    }

    int size() {
        return chain.size();
    }

    /** Bytes of all files of the chain. */
    long bytes() {
        long bytes = 0;
        for (Segment segment : chain) {
            bytes += segment.file().size();
        }
        return bytes;
    }

    /** Sees to it that this can be written from {@code position} on without asking the disk for space. */
    void secure(RoomNeeded room, long position, int knownGroups) throws IOException {
        supply.secure(room.newSegments(position, active().file().size(), supply.segmentBytes(), knownGroups));
    }

    void prepareNext() {
        supply.prepare();
    }

    void close() throws IOException {
        supply.close();
        closeRetired();
        for (Segment segment : chain) {
            segment.file().close();
        }
    }
}
