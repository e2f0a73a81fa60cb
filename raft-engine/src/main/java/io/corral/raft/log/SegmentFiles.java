package io.corral.raft.log;

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
     * its name: a named segment without a good header is damaged, never unfinished.
     */
    void begin(SegmentHeader header, long bytes, RecordWriter writer) throws IOException {
        LogFile file = supply.take(RecordFormat.sizeOnDisk(header.encode().length) + bytes);
        writer.moveTo(file, 0);
        writer.append(0, 0, 0, RecordFormat.SEGMENT, header.encode());
        writer.flush();
        file.force();
        directory.rename(file, Segment.fileName(header.sequence()));
        directory.force();
        chain.addLast(new Segment(header.sequence(), file));
    }

    /**
     * Removes the oldest segment. Removals are made durable one by one, so that a crash leaves no gap. The file stays open
     * until the next removals begin, for a reader that still holds an earlier view.
     */
    void removeOldest() throws IOException {
        Segment removed = chain.removeFirst();
        directory.delete(removed.file().name());
        directory.force();
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
