package io.corral.testkit.certificate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.util.io.pem.PemObject;

/** Writes key stores and trust stores. A file that exists is replaced in one step. */
final class StoreFiles {

    private StoreFiles() {}

    static Path writeKeys(Path file, StoreForm form, IssuedKeys keys, String password)
            throws GeneralSecurityException, IOException {
        if (form == StoreForm.PEM) {
            return replace(
                    file,
                    (pemKey(keys.key(), password) + pem(keys.certificate()) + pem(keys.authority()))
                            .getBytes(StandardCharsets.US_ASCII));
        }
        KeyStore store = empty(form);
        store.setKeyEntry(
                "own", keys.key(), password.toCharArray(), new Certificate[] {keys.certificate(), keys.authority()});
        return write(file, store, password);
    }

    static Path writeTrust(Path file, StoreForm form, X509Certificate trusted, String password)
            throws GeneralSecurityException, IOException {
        if (form == StoreForm.PEM) {
            return replace(file, pem(trusted).getBytes(StandardCharsets.US_ASCII));
        }
        KeyStore store = empty(form);
        store.setCertificateEntry("authority", trusted);
        return write(file, store, password);
    }

    private static KeyStore empty(StoreForm form) throws GeneralSecurityException, IOException {
        KeyStore store = form == StoreForm.BCFKS
                ? KeyStore.getInstance("BCFKS", new BouncyCastleProvider())
                : KeyStore.getInstance(form.name());
        store.load(null, null);
        return store;
    }

    private static Path write(Path file, KeyStore store, String password) throws GeneralSecurityException, IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (OutputStream out = Files.newOutputStream(fresh)) {
            store.store(out, password.toCharArray());
        }
        return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path replace(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, content);
        return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String pemKey(PrivateKey key, String password) throws GeneralSecurityException, IOException {
        if (password.isEmpty()) {
            return block("PRIVATE KEY", key.getEncoded());
        }
        try {
            OutputEncryptor encryptor = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                    .setProvider(new BouncyCastleProvider())
                    .setPassword(password.toCharArray())
                    .build();
            PemObject encrypted = new JcaPKCS8Generator(key, encryptor).generate();
            return block(encrypted.getType(), encrypted.getContent());
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static String pem(X509Certificate certificate) throws GeneralSecurityException {
        return block("CERTIFICATE", certificate.getEncoded());
    }

    private static String block(String type, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
    }
}
