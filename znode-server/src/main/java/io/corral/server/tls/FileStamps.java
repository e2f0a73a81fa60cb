package io.corral.server.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What tells one state of some files from another, also where the path leads over links that are swapped. */
record FileStamps(List<String> stamps) {

    static FileStamps of(TlsSettings settings) {
        List<String> stamps = new ArrayList<>();
        Stream.concat(Stream.of(settings.keys()), settings.trusted().stream()).forEach(store -> {
            stamps.add(stamp(store.file()));
            store.secret().file().map(FileStamps::stamp).ifPresent(stamps::add);
        });
        return new FileStamps(List.copyOf(stamps));
    }

    private static String stamp(Path file) {
        try {
            Path real = file.toRealPath();
            BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
            return real + " " + attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
