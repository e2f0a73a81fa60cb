package io.corral.server.tls;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The forms in which keys and certificates are stored in a file; names and suffixes are ZooKeeper's. */
public enum StoreType {
    /** Java's old form. */
    JKS(".jks"),
    /** Text: certificates, and a private key in PKCS #8, encrypted or not. */
    PEM(".pem"),
    /** The standard form, Java's default. */
    PKCS12(".p12"),
    /** BouncyCastle's; needs its provider on the class path. */
    BCFKS(".bcfks");

    private final String suffix;

    StoreType(String suffix) {
        this.suffix = suffix;
    }

    /** The type of this name, in any case. */
    public static Optional<StoreType> named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The type that the end of a file's name tells. */
    public static Optional<StoreType> of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(type -> name.endsWith(type.suffix))
                .findFirst();
    }
}
