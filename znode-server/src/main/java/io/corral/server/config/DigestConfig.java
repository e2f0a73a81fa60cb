package io.corral.server.config;

import java.util.Optional;

/**
 * The scheme {@code digest}.
 *
 * @param algorithm name of the hash, as the Java runtime knows it
 * @param superDigest {@code user:base64(hash(user:password))} of the user to whom everything is allowed
 */
public record DigestConfig(String algorithm, Optional<String> superDigest) {}
