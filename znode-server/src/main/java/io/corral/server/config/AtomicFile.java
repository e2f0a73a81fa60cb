package io.corral.server.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes small files that are there as a whole or not at all, also when the machine loses power. The text is built in a file beside
 * it, {@code .building} at the end of its name.
 */
public final class AtomicFile {
    private static final Set<PosixFilePermission> OF_THE_GROUP = EnumSet.of(
            PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_EXECUTE);

    private AtomicFile() {}

    /**
     * Writes a file, or replaces one. What is replaced keeps its permissions, its group and its owner as far as this user may set
     * them; a symbolic link stays, and what it points to is replaced. When this returns, the file outlives a crash.
     *
     * @throws IOException when it cannot be written; the file before is then still in place
     */
    public static void write(Path file, byte[] bytes) throws IOException {
        boolean replaces = Files.exists(file);
        Path target = replaces ? file.toRealPath() : file.toAbsolutePath();
        Path building = target.resolveSibling(target.getFileName() + ".building");
        try (FileChannel channel = FileChannel.open(
                building, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            if (replaces) {
                // Before anything is in it: it may hold passwords.
                inherit(target, building);
            }
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        Files.move(building, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static void inherit(Path from, Path to) throws IOException {
        PosixFileAttributeView before = view(from);
        PosixFileAttributeView after = view(to);
        if (before == null || after == null) {
            return;
        }
        PosixFileAttributes wanted = before.readAttributes();
        PosixFileAttributes found = after.readAttributes();
        EnumSet<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        permissions.addAll(wanted.permissions());
        if (!wanted.group().equals(found.group()) && !done(() -> after.setGroup(wanted.group()))) {
            // What the one group may read, another must not.
            permissions.removeAll(OF_THE_GROUP);
        }
        after.setPermissions(permissions);
        if (!wanted.owner().equals(found.owner())) {
            var unused = done(() -> after.setOwner(wanted.owner()));
        }
    }

    private static @Nullable PosixFileAttributeView view(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class);
    }

    /** Only some users may give files away. */
    private static boolean done(Change change) {
        try {
            change.make();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** A change of what is known of a file. */
    @FunctionalInterface
    private interface Change {
        void make() throws IOException;
    }
}
