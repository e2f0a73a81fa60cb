package io.corral.server.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The password of a store, or the file it stands in. Its text form shows neither.
 *
 * @param file read each time the store is read; wins over the text
 * @param text the password itself; empty for none
 */
public record StoreSecret(Optional<Path> file, String text) {

    /**
     * The password as of now; a line end that ends the file does not belong to it.
     *
     * @throws IOException when the file cannot be read
     */
    char[] read() throws IOException {
        if (file.isEmpty()) {
            return text.toCharArray();
        }
        String content = Files.readString(file.get());
        int end = content.length();
        while (end > 0 && (content.charAt(end - 1) == '\n' || content.charAt(end - 1) == '\r')) {
            end--;
        }
        return content.substring(0, end).toCharArray();
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}
