package io.corral.sim.disk;

import io.corral.raft.snapshot.SnapshotFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** The directory of the snapshots on a simulated disk. */
final class SimulatedSnapshotFiles implements SnapshotFiles {
    private final NameJournal<MachineDisk.Folder> folders;
    private final DiskFaults faults;

    SimulatedSnapshotFiles(NameJournal<MachineDisk.Folder> folders, DiskFaults faults) {
        this.folders = folders;
        this.faults = faults;
    }

    @Override
    public List<String> folders() {
        return List.copyOf(folders.names().keySet());
    }

    @Override
    public void createFolder(String folder) throws IOException {
        faults.before(DiskStep.CREATE, folder);
        folders.put(folder, new MachineDisk.Folder());
    }

    @Override
    public void renameFolder(String folder, String newName) throws IOException {
        faults.before(DiskStep.RENAME, newName);
        folders.rename(folder, newName);
    }

    @Override
    public void deleteFolder(String folder) throws IOException {
        NameJournal<FileContent> files = folder(folder).files;
        for (String file : List.copyOf(files.names().keySet())) {
            faults.before(DiskStep.DELETE, file);
            files.remove(file);
        }
        faults.before(DiskStep.DELETE, folder);
        folders.remove(folder);
    }

    @Override
    public NewFile create(String folder, String file) throws IOException {
        faults.before(DiskStep.CREATE, file);
        FileContent content = new FileContent(0);
        folder(folder).files.put(file, content);
        return new GrowingFile(folder + "/" + file, content);
    }

    @Override
    public NewFile reopen(String folder, String file, long size) throws IOException {
        faults.before(DiskStep.WRITE, file);
        FileContent content = content(folder, file);
        content.cutTo((int) size);
        return new GrowingFile(folder + "/" + file, content);
    }

    @Override
    public long size(String folder, String file) throws IOException {
        return content(folder, file).size();
    }

    @Override
    public InputStream open(String folder, String file) throws IOException {
        FileContent content = content(folder, file);
        return new ByteArrayInputStream(content.read(0, content.size()));
    }

    @Override
    public byte[] read(String folder, String file, long offset, int maxBytes) throws IOException {
        FileContent content = content(folder, file);
        int from = (int) Math.min(offset, content.size());
        return content.read(from, (int) Math.min(content.size(), (long) from + maxBytes));
    }

    @Override
    public void forceFolder(String folder) throws IOException {
        faults.before(DiskStep.FORCE_NAMES, folder);
        folder(folder).files.force();
    }

    @Override
    public void force() throws IOException {
        faults.before(DiskStep.FORCE_NAMES, "snapshots");
        folders.force();
    }

    private MachineDisk.Folder folder(String name) throws NoSuchFileException {
        MachineDisk.Folder folder = folders.names().get(name);
        if (folder == null) {
            throw new NoSuchFileException(name);
        }
        return folder;
    }

    private FileContent content(String folder, String file) throws NoSuchFileException {
        FileContent content = folder(folder).files.names().get(file);
        if (content == null) {
            throw new NoSuchFileException(folder + "/" + file);
        }
        return content;
    }

    private final class GrowingFile implements NewFile {
        private final String name;
        private final FileContent content;

        private GrowingFile(String name, FileContent content) {
            this.name = name;
            this.content = content;
        }

        @Override
        public void write(ByteBuffer source) throws IOException {
            byte[] bytes = new byte[source.remaining()];
            source.get(bytes);
            faults.before(DiskStep.WRITE, name);
            content.write(content.size(), bytes);
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
