package io.corral.tree.acl;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Makes identities of the digest scheme out of user name and password. */
public final class DigestIdentity {
    /** The hash that ZooKeeper uses unless configured otherwise. */
    public static final String DEFAULT_ALGORITHM = "SHA1";

    private DigestIdentity() {}

    /**
     * The identity {@code user:base64(hash(user:password))}, user being the text before the first colon. Without a colon
     * all of it is the user, as in ZooKeeper.
     *
     * @param userAndPassword the bytes that a client sends to authenticate
     * @param algorithm name of the hash, normally {@link #DEFAULT_ALGORITHM}
     * @return the identity
     * @throws IllegalArgumentException when the runtime does not know the hash
     */
    public static Identity of(byte[] userAndPassword, String algorithm) {
        int colon = 0;
        while (colon < userAndPassword.length && userAndPassword[colon] != ':') {
            colon++;
        }
        String user = new String(Arrays.copyOf(userAndPassword, colon), StandardCharsets.UTF_8);
        try {
            byte[] hash = MessageDigest.getInstance(algorithm).digest(userAndPassword);
            return new Identity(
                    SchemeNames.DIGEST, user + ':' + Base64.getEncoder().encodeToString(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("unknown digest algorithm: " + algorithm, e);
        }
    }
}
