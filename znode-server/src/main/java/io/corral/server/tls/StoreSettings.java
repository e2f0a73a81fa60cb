package io.corral.server.tls;

import java.nio.file.Path;

/**
 * A file with keys or certificates.
 *
 * @param key how its settings begin, such as {@code ssl.keyStore}; for messages
 * @param file the file
 * @param type its form
 * @param secret its password
 */
public record StoreSettings(String key, Path file, StoreType type, StoreSecret secret) {

    /** Something wrong with the file. */
    TlsException bad(String problem, String fix, Throwable cause) {
        return new TlsException(key + ".location=" + file, problem, fix, cause);
    }
}
