package io.corral.raft.log;

import io.corral.raft.port.UnwritableException;
import io.corral.raft.port.WriteObstacle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A directory on a disk of limited size, which can be made read-only, and whose forces can be made to fail. Any thread. */
public final class LimitedDisk implements LogDirectory {
    private final LogDirectory disk;
    private final Map<String, Long> sizes = new HashMap<>();
    private long capacity;
    private boolean readOnly;
    private boolean forcesFail;

    /** Everything fits at first. */
    public LimitedDisk(LogDirectory disk) {
        this.disk = disk;
        this.capacity = Long.MAX_VALUE;
    }

    /** From now on files of this many bytes together fit; existing ones may exceed it. */
    public synchronized void capacity(long bytes) {
        capacity = bytes;
    }

    /** Bytes of all files. */
    public synchronized long used() {
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether every change is refused. */
    public synchronized void readOnly(boolean refuse) {
        readOnly = refuse;
    }

    /** Everything is taken again. */
    public synchronized void lift() {
        readOnly = false;
        capacity = Long.MAX_VALUE;
    }

    /** Every later force fails, in the words of a full disk. */
    public synchronized void failForces() {
        forcesFail = true;
    }

    private synchronized void requireWritable(String what) throws UnwritableException {
        if (readOnly) {
            throw new UnwritableException(WriteObstacle.READ_ONLY, what);
        }
    }

    private synchronized void requireForce() throws IOException {
        if (forcesFail) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public synchronized List<String> list() throws IOException {
        return disk.list();
    }

    @Override
    public synchronized LogFile create(String name, long size) throws IOException {
        requireWritable("creating " + name);
        if (used() + size > capacity) {
            throw new UnwritableException(WriteObstacle.NO_SPACE, "creating " + name);
        }
        LogFile file = disk.create(name, size);
        sizes.put(name, size);
        return new Limited(file);
    }

    @Override
    public synchronized LogFile open(String name) throws IOException {
        LogFile file = disk.open(name);
        sizes.put(name, file.size());
        return new Limited(file);
    }

    @Override
    public synchronized void rename(LogFile file, String newName) throws IOException {
        requireWritable("renaming " + file.name());
        long size = sizes.remove(file.name());
        disk.rename(((Limited) file).file, newName);
        sizes.put(newName, size);
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        requireWritable("removing " + name);
        disk.delete(name);
        sizes.remove(name);
    }

    @Override
    public void force() throws IOException {
        requireForce();
        disk.force();
    }

    @Override
    public String describe() {
        return disk.describe();
    }

    private final class Limited implements LogFile {
        private final LogFile file;

        private Limited(LogFile file) {
            this.file = file;
        }

        @Override
        public String name() {
            return file.name();
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        /** Half of it is written before the disk refuses. */
        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            try {
                requireWritable("writing " + name());
            } catch (UnwritableException refused) {
                file.write(source.slice(source.position(), source.remaining() / 2), position);
                throw refused;
            }
            file.write(source, position);
        }

        @Override
        public void force() throws IOException {
            requireForce();
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
