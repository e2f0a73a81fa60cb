package io.corral.testkit.certificate;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Contexts made in memory. */
public final class HandmadeTls {
    private static final char[] IN_MEMORY = {'x'};

    private HandmadeTls() {}

    /** A context that shows these keys, and trusts whom this authority has signed. */
    public static SSLContext of(IssuedKeys keys, X509Certificate trusted) {
        return of(Optional.of(keys), trusted);
    }

    /** A context that shows nothing. */
    public static SSLContext withoutKeys(X509Certificate trusted) {
        return of(Optional.empty(), trusted);
    }

    private static SSLContext of(Optional<IssuedKeys> keys, X509Certificate trusted) {
        try {
            KeyStore trust = KeyStore.getInstance("PKCS12");
            trust.load(null, null);
            trust.setCertificateEntry("trusted", trusted);
            TrustManagerFactory trusting = TrustManagerFactory.getInstance("PKIX");
            trusting.init(trust);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    keys.isPresent() ? managers(keys.get()) : new KeyManager[0], trusting.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyManager[] managers(IssuedKeys keys) throws GeneralSecurityException, IOException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("own", keys.key(), IN_MEMORY, new Certificate[] {keys.certificate(), keys.authority()});
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(own, IN_MEMORY);
        return factory.getKeyManagers();
    }
}
