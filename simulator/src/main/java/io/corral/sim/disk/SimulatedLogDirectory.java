package io.corral.sim.disk;

import io.corral.raft.log.LogDirectory;
import io.corral.raft.log.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** The directory of the log on a simulated disk. */
final class SimulatedLogDirectory implements LogDirectory {
    private final NameJournal<FileContent> names;
    private final DiskFaults faults;

    SimulatedLogDirectory(NameJournal<FileContent> names, DiskFaults faults) {
        this.names = names;
        this.faults = faults;
    }

    @Override
    public List<String> list() {
        return List.copyOf(names.names().keySet());
    }

    @Override
    public LogFile create(String name, long size) throws IOException {
        faults.before(DiskStep.CREATE, name);
        FileContent content = new FileContent((int) size);
        names.put(name, content);
        return new OpenFile(name, content);
    }

    @Override
    public LogFile open(String name) throws IOException {
        FileContent content = names.names().get(name);
        if (content == null) {
            throw new NoSuchFileException(name);
        }
        return new OpenFile(name, content);
    }

    @Override
    public void rename(LogFile file, String newName) throws IOException {
        faults.before(DiskStep.RENAME, newName);
        OpenFile renamed = (OpenFile) file;
        names.rename(renamed.name, newName);
        renamed.name = newName;
    }

    @Override
    public void delete(String name) throws IOException {
        faults.before(DiskStep.DELETE, name);
        names.remove(name);
    }

    @Override
    public void force() throws IOException {
        faults.before(DiskStep.FORCE_NAMES, "log");
        names.force();
    }

    @Override
    public String describe() {
        return "log";
    }

    private final class OpenFile implements LogFile {
        private String name;
        private final FileContent content;

        private OpenFile(String name, FileContent content) {
            this.name = name;
            this.content = content;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long size() {
            return content.size();
        }

        @Override
        public int read(ByteBuffer target, long position) {
            int from = (int) Math.min(position, content.size());
            int count = Math.min(target.remaining(), content.size() - from);
            target.put(content.read(from, from + count));
            return count;
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            byte[] bytes = new byte[source.remaining()];
            source.get(bytes);
            faults.before(DiskStep.WRITE, name);
            content.write((int) position, bytes);
        }

        @Override
        public void force() throws IOException {
            faults.before(DiskStep.FORCE, name);
            content.force();
            faults.before(DiskStep.FORCE, name);
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
