package io.corral.raft.snapshot;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The folders in the directory that holds the snapshots of a node, and the files in them. Names are plain, without separators.
 * Reading a file that is not there throws {@link java.nio.file.NoSuchFileException}. Reads may come from any thread.
 */
public interface SnapshotFiles {

    /** The names of all folders, in any order. */
    List<String> folders() throws IOException;

    /** Creates an empty folder, which must not exist. */
    void createFolder(String folder) throws IOException;

    /** Renames a folder in one step. Durable after {@link #force()}. */
    void renameFolder(String folder, String newName) throws IOException;

    /** Removes a folder with the files in it; a crash may leave some of them. */
    void deleteFolder(String folder) throws IOException;

    /** Creates a file, which must not exist, to be written from its start to its end. */
    NewFile create(String folder, String file) throws IOException;

    /** Opens a file to be written on, of which only the first {@code size} bytes stay; it has at least as many. */
    NewFile reopen(String folder, String file, long size) throws IOException;

    /** The size of a file in bytes. */
    long size(String folder, String file) throws IOException;

    /** Opens a file for reading from the start. */
    InputStream open(String folder, String file) throws IOException;

    /** Reads from {@code offset} on, {@code maxBytes} or up to the end of the file, whichever comes first. */
    byte[] read(String folder, String file, long offset, int maxBytes) throws IOException;

    /** Makes the creation of the files in a folder durable; their content is forced by itself. */
    void forceFolder(String folder) throws IOException;

    /** Makes earlier creations, renames and removals of folders durable. */
    void force() throws IOException;

    /** A file being written. */
    interface NewFile extends Closeable {

        /** Writes all of {@code source} at the end. */
        void write(ByteBuffer source) throws IOException;

        /** Makes everything written durable. */
        void force() throws IOException;

        /** Closes the file without making anything durable. */
        @Override
        void close() throws IOException;
    }
}
