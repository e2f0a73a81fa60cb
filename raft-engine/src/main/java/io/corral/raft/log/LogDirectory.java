package io.corral.raft.log;

import java.io.IOException;
import java.util.List;

/**
 * The directory that holds the files of one log. Names are plain, without separators.
 *
 * <p>Creating, renaming, removing and writing throw an {@link io.corral.raft.port.UnwritableException} when the disk is full or
 * read-only: names and what was forced are as before. A force never does.
 */
public interface LogDirectory {

    /** The names of all files, in any order. */
    List<String> list() throws IOException;

    /** Creates a file of {@code size} zero bytes, replacing one of that name. The zeros are durable on return. */
    LogFile create(String name, long size) throws IOException;

    /** Opens an existing file for reading and writing. */
    LogFile open(String name) throws IOException;

    /** Renames a file, open or not. Durable after {@link #force()}. */
    void rename(LogFile file, String newName) throws IOException;

    /** Removes a file; whoever still has it open may go on reading. Durable after {@link #force()}. */
    void delete(String name) throws IOException;

    /** Makes earlier creations, renames and deletions durable. */
    void force() throws IOException;

    /** Where this is, for messages. */
    String describe();
}
