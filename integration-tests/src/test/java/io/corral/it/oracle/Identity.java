package io.corral.it.oracle;

import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import org.apache.zookeeper.data.Id;

/** Users of the digest scheme, of whom the servers know nothing but the last. */
enum Identity {
    ALICE,
    BOB,
    /** The one whom both servers are told to let do everything. */
    SUPER;

    /** The packet that adds this identity to a connection. */
    Request auth() {
        return Requests.auth("digest", credentials());
    }

    /** The identity as an ACL names it. */
    Id id() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1").digest(credentials().getBytes(StandardCharsets.UTF_8));
            return new Id("digest", user() + ":" + Base64.getEncoder().encodeToString(hash));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String credentials() {
        return user() + ":secret-of-" + user();
    }

    private String user() {
        return name().toLowerCase(Locale.ROOT);
    }
}
