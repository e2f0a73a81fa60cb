package io.corral.it.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a JAAS file as ZooKeeper's guide has it. */
final class JaasText {
    private JaasText() {}

    /** Users of DIGEST-MD5 for a server: name, password, name, password... */
    static Path ofDigestUsers(Path folder, String... namesAndPasswords) {
        StringBuilder text =
                new StringBuilder("Server {\n  org.apache.zookeeper.server.auth.DigestLoginModule required");
        for (int i = 0; i < namesAndPasswords.length; i += 2) {
            text.append("\n    user_")
                    .append(namesAndPasswords[i])
                    .append("=\"")
                    .append(namesAndPasswords[i + 1])
                    .append('"');
        }
        return write(folder, text.append(";\n};\n").toString());
    }

    /** Any text. */
    static Path write(Path folder, String text) {
        try {
            return Files.writeString(folder.resolve("server-jaas.conf"), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
