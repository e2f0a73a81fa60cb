package io.corral.server.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Certificates and private keys between lines of dashes (RFC 7468). */
final class PemText {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "DSA", "EdDSA");

    private final String text;

    PemText(String text) {
        this.text = text;
    }

    /** All certificates, in their order. */
    List<X509Certificate> certificates() throws GeneralSecurityException {
        List<X509Certificate> certificates = new ArrayList<>();
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            if (block.group(1).equals("CERTIFICATE") || block.group(1).equals("X509 CERTIFICATE")) {
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes(block))));
            }
        }
        return certificates;
    }

    /**
     * The first private key.
     *
     * @param password opens it, if it is encrypted
     * @throws GeneralSecurityException when there is none, or it cannot be used
     */
    PrivateKey privateKey(char[] password) throws GeneralSecurityException, IOException {
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            switch (block.group(1)) {
                case "PRIVATE KEY" -> {
                    return privateKey(new PKCS8EncodedKeySpec(bytes(block)));
                }
                case "ENCRYPTED PRIVATE KEY" -> {
                    return privateKey(decrypted(new EncryptedPrivateKeyInfo(bytes(block)), password));
                }
                default -> {
                    if (block.group(1).endsWith("PRIVATE KEY")) {
                        throw new InvalidKeySpecException("the private key is in the form \"" + block.group(1)
                                + "\"; openssl pkcs8 -topk8 turns it into PKCS #8");
                    }
                }
            }
        }
        throw new InvalidKeySpecException("there is no PRIVATE KEY in it");
    }

    private static byte[] bytes(Matcher block) throws InvalidKeySpecException {
        try {
            return Base64.getMimeDecoder().decode(block.group(2));
        } catch (IllegalArgumentException e) {
            throw new InvalidKeySpecException("what stands in " + block.group(1) + " is not Base64", e);
        }
    }

    private static PKCS8EncodedKeySpec decrypted(EncryptedPrivateKeyInfo key, char[] password)
            throws GeneralSecurityException {
        // For this scheme only its parameters tell which algorithm is meant.
        AlgorithmParameters parameters = key.getAlgParameters();
        boolean named = parameters != null
                && (key.getAlgName().equals("PBES2") || key.getAlgName().equals("1.2.840.113549.1.5.13"));
        String algorithm = named ? parameters.toString() : key.getAlgName();
        Key opener = SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password));
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(Cipher.DECRYPT_MODE, opener, parameters);
        return key.getKeySpec(cipher);
    }

    private static PrivateKey privateKey(PKCS8EncodedKeySpec encoded) throws GeneralSecurityException {
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException other) {
                // A key of another algorithm: the next one is tried.
            }
        }
        throw new InvalidKeySpecException("the private key is none of " + String.join(", ", KEY_ALGORITHMS));
    }
}
