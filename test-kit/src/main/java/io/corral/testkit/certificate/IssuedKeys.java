package io.corral.testkit.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * A private key with the certificate for it.
 *
 * @param key the key
 * @param certificate its certificate
 * @param authority the certificate of the one that signed it
 */
public record IssuedKeys(PrivateKey key, X509Certificate certificate, X509Certificate authority) {

    /** Writes a key store, protected by a password; empty for none, where that is possible. */
    public Path write(Path folder, String name, StoreForm form, String password) {
        try {
            return StoreFiles.writeKeys(folder.resolve(name + form.suffix()), form, this, password);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
