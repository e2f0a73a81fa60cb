package io.corral.raft.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A disk in memory that can lose power at any step. What was forced survives; of what was only written, every sector of
 * every file may or may not have reached the disk. Names change durably, in order, only with a force of the directory; of
 * what was not forced a prefix survives.
 */
final class CrashingDisk implements LogDirectory {
    static final int SECTOR = 512;

    private Map<String, Content> durableNames = new TreeMap<>();
    private final Map<String, Content> names = new TreeMap<>();
    private final List<NameChange> pendingNames = new ArrayList<>();
    private int stepsLeft = Integer.MAX_VALUE;
    private int steps;
    private boolean off;

    /** Power fails at this disk's step with this number, counting from now; the step itself may be half done. */
    void failAfter(int stepCount) {
        stepsLeft = stepCount;
    }

    int steps() {
        return steps;
    }

    boolean isOff() {
        return off;
    }

    /** The disk as it is found when power comes back; chance decides about everything not forced. */
    CrashingDisk afterPowerLoss(RandomGenerator random) {
        Map<String, Content> found = new TreeMap<>(durableNames);
        int kept = random.nextInt(pendingNames.size() + 1);
        for (NameChange change : pendingNames.subList(0, kept)) {
            change.applyTo(found);
        }
        CrashingDisk next = new CrashingDisk();
        Map<Content, Content> copies = new HashMap<>();
        found.forEach((name, content) ->
                next.names.put(name, copies.computeIfAbsent(content, any -> content.afterPowerLoss(random))));
        next.durableNames = new TreeMap<>(next.names);
        return next;
    }

    /** The bytes of a file as a reader sees them now, to be damaged by a test. */
    byte[] bytes(String name) {
        return names.get(name).written;
    }

    private void step() throws IOException {
        if (off || stepsLeft-- <= 0) {
            off = true;
            throw new IOException("no power");
        }
        steps++;
    }

    private void change(NameChange change) {
        change.applyTo(names);
        pendingNames.add(change);
    }

    @Override
    public List<String> list() {
        return List.copyOf(names.keySet());
    }

    @Override
    public LogFile create(String name, long size) throws IOException {
        step();
        Content content = new Content((int) size);
        change(map -> map.put(name, content));
        return new File(name, content);
    }

    @Override
    public LogFile open(String name) {
        return new File(name, names.get(name));
    }

    @Override
    public void rename(LogFile file, String newName) throws IOException {
        step();
        File renamed = (File) file;
        String oldName = renamed.name;
        Content content = renamed.content;
        change(map -> {
            map.remove(oldName);
            map.put(newName, content);
        });
        renamed.name = newName;
    }

    @Override
    public void delete(String name) throws IOException {
        step();
        change(map -> map.remove(name));
    }

    @Override
    public void force() throws IOException {
        step();
        durableNames = new TreeMap<>(names);
        pendingNames.clear();
    }

    @Override
    public String describe() {
        return "disk";
    }

    private interface NameChange {
        void applyTo(Map<String, Content> names);
    }

    private static final class Content {
        private byte[] forced;
        private byte[] written;

        private Content(int size) {
            forced = new byte[size];
            written = new byte[size];
        }

        private Content afterPowerLoss(RandomGenerator random) {
            Content found = new Content(forced.length);
            for (int at = 0; at < forced.length; at += SECTOR) {
                byte[] source = random.nextBoolean() ? written : forced;
                System.arraycopy(source, at, found.forced, at, Math.min(SECTOR, forced.length - at));
            }
            found.written = found.forced.clone();
            return found;
        }
    }

    private final class File implements LogFile {
        private String name;
        private final Content content;

        private File(String name, Content content) {
            this.name = name;
            this.content = content;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long size() {
            return content.written.length;
        }

        @Override
        public int read(ByteBuffer target, long position) {
            int count = (int) Math.min(target.remaining(), Math.max(0, size() - position));
            target.put(content.written, (int) position, count);
            return count;
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            step();
            source.get(content.written, (int) position, source.remaining());
        }

        @Override
        public void force() throws IOException {
            step();
            content.forced = Arrays.copyOf(content.written, content.written.length);
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
