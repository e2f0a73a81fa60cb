package io.corral.server.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/** Reads stores from their files, and says plainly what is wrong with one. */
final class StoreReader {
    private static final String BOUNCY_CASTLE = "org.bouncycastle.jce.provider.BouncyCastleProvider";
    private static final char[] IN_MEMORY = {'-'};

    private StoreReader() {}

    /**
     * A private key with its certificates.
     *
     * @param store holds them
     * @param password of the entries of that store
     */
    record OwnKeys(KeyStore store, KeyStore.PasswordProtection password) {}

    /**
     * Reads keys that are good now.
     *
     * @param now an expired certificate of one's own is refused
     */
    static OwnKeys keys(StoreSettings settings, Instant now) throws TlsException {
        char[] password = password(settings);
        OwnKeys keys = settings.type() == StoreType.PEM
                ? keysOfPem(settings, password)
                : new OwnKeys(binary(settings, password), new KeyStore.PasswordProtection(password));
        try {
            checkUsable(settings, keys, now);
        } catch (KeyStoreException e) {
            throw settings.bad("The file cannot be used: " + e.getMessage() + ".", "Make the key store anew.", e);
        }
        return keys;
    }

    /** Reads the certificates of those who are trusted. */
    static KeyStore trusted(StoreSettings settings) throws TlsException {
        char[] password = password(settings);
        KeyStore store = settings.type() == StoreType.PEM ? trustedOfPem(settings) : binary(settings, password);
        try {
            if (store.size() > 0) {
                return store;
            }
            throw settings.bad(
                    "There is no trusted certificate in the file, or the password for reading it is missing.",
                    "Import the certificate of the authority, or set " + settings.key() + ".password.",
                    new KeyStoreException("empty"));
        } catch (KeyStoreException e) {
            throw settings.bad("The file cannot be used: " + e.getMessage() + ".", "Make the trust store anew.", e);
        }
    }

    private static char[] password(StoreSettings settings) throws TlsException {
        try {
            return settings.secret().read();
        } catch (IOException e) {
            throw new TlsException(
                    settings.key() + ".passwordPath="
                            + settings.secret().file().map(Object::toString).orElse(""),
                    "The file with the password cannot be read: " + e + ".",
                    "Create it and let this user read it.",
                    e);
        }
    }

    private static KeyStore binary(StoreSettings settings, char[] password) throws TlsException {
        KeyStore store = empty(settings);
        try (InputStream in = Files.newInputStream(settings.file())) {
            store.load(in, password.length == 0 ? null : password);
            return store;
        } catch (IOException e) {
            throw unreadable(settings, e);
        } catch (GeneralSecurityException e) {
            throw settings.bad("The file cannot be used: " + e.getMessage() + ".", "Make it anew with keytool.", e);
        }
    }

    private static KeyStore empty(StoreSettings settings) throws TlsException {
        try {
            return settings.type() == StoreType.BCFKS
                    ? KeyStore.getInstance("BCFKS", bouncyCastle())
                    : KeyStore.getInstance(settings.type().name());
        } catch (ReflectiveOperationException | KeyStoreException | LinkageError e) {
            throw settings.bad(
                    "Stores of type " + settings.type() + " cannot be read by this Java runtime.",
                    settings.type() == StoreType.BCFKS
                            ? "Put bcprov-jdk18on.jar, BouncyCastle's provider, into Corral's lib folder, or use PKCS12."
                            : "Use PKCS12 or PEM.",
                    e);
        }
    }

    private static Provider bouncyCastle() throws ReflectiveOperationException {
        return Class.forName(BOUNCY_CASTLE)
                .asSubclass(Provider.class)
                .getDeclaredConstructor()
                .newInstance();
    }

    private static TlsException unreadable(StoreSettings settings, IOException e) {
        if (e instanceof NoSuchFileException) {
            return settings.bad("There is no such file.", "Create it, or correct the path.", e);
        }
        String text = String.valueOf(e.getMessage());
        if (e.getCause() instanceof UnrecoverableKeyException || text.contains("password") || text.contains("MAC")) {
            return settings.bad(
                    "The password does not open the file.",
                    "Correct " + settings.key() + ".password, or the file named by " + settings.key()
                            + ".passwordPath.",
                    e);
        }
        return settings.bad(
                "The file cannot be read as " + settings.type() + ": " + e + ".",
                "Let this user read it, and set " + settings.key() + ".type to what it is.",
                e);
    }

    private static PemText pem(StoreSettings settings) throws TlsException {
        try {
            return new PemText(Files.readString(settings.file()));
        } catch (IOException e) {
            throw unreadable(settings, e);
        }
    }

    private static OwnKeys keysOfPem(StoreSettings settings, char[] password) throws TlsException {
        PemText pem = pem(settings);
        try {
            PrivateKey key = pem.privateKey(password);
            List<X509Certificate> chain = pem.certificates();
            if (chain.isEmpty()) {
                throw new KeyStoreException("there is no CERTIFICATE in it");
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("own", key, IN_MEMORY, chain.toArray(Certificate[]::new));
            return new OwnKeys(store, new KeyStore.PasswordProtection(IN_MEMORY));
        } catch (GeneralSecurityException | IOException e) {
            throw settings.bad(
                    "The file cannot be used: " + e.getMessage() + ".",
                    "Write a private key in PKCS #8 and its certificate, then those that signed it, into the file; "
                            + settings.key() + ".password is needed when the key is encrypted.",
                    e);
        }
    }

    private static KeyStore trustedOfPem(StoreSettings settings) throws TlsException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (X509Certificate certificate : pem(settings).certificates()) {
                store.setCertificateEntry("trusted-" + number++, certificate);
            }
            return store;
        } catch (TlsException e) {
            throw e;
        } catch (GeneralSecurityException | IOException e) {
            throw settings.bad(
                    "The file cannot be used: " + e.getMessage() + ".",
                    "Write the certificates of the authorities into it, one after the other.",
                    e);
        }
    }

    private static void checkUsable(StoreSettings settings, OwnKeys keys, Instant now)
            throws KeyStoreException, TlsException {
        boolean found = false;
        for (String alias : Collections.list(keys.store().aliases())) {
            if (keys.store().isKeyEntry(alias)) {
                found = true;
                Certificate certificate = keys.store().getCertificate(alias);
                if (certificate instanceof X509Certificate own) {
                    checkInTime(settings, own, now);
                }
            }
        }
        if (!found) {
            throw settings.bad(
                    "There is no private key in the file.",
                    "Import the key with its certificates; a file with certificates only is a trust store.",
                    new KeyStoreException("no key"));
        }
    }

    private static void checkInTime(StoreSettings settings, X509Certificate own, Instant now) throws TlsException {
        String who = own.getSubjectX500Principal().getName();
        if (own.getNotAfter().toInstant().isBefore(now)) {
            throw settings.bad(
                    "The certificate of " + who + " expired on "
                            + own.getNotAfter().toInstant() + ".",
                    "Put a new certificate into the file.",
                    new KeyStoreException("expired"));
        }
        if (own.getNotBefore().toInstant().isAfter(now)) {
            throw settings.bad(
                    "The certificate of " + who + " is valid only from "
                            + own.getNotBefore().toInstant() + ".",
                    "Check the clock of this machine, or put another certificate into the file.",
                    new KeyStoreException("not yet valid"));
        }
    }
}
