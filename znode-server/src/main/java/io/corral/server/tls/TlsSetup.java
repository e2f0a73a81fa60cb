package io.corral.server.tls;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.X509CertSelector;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Makes the context of connections from what the files hold now. */
final class TlsSetup {

    private TlsSetup() {}

    /**
     * What connections are protected with.
     *
     * @param context makes their engines
     * @param trust judges certificates for it
     * @param suites are used, in order of preference
     */
    record Made(SSLContext context, CheckedTrust trust, List<String> suites) {}

    static Made of(TlsSettings settings, Instant now) throws TlsException {
        StoreReader.OwnKeys own = StoreReader.keys(settings.keys(), now);
        @Nullable
        KeyStore trusted = settings.trusted().isPresent()
                ? StoreReader.trusted(settings.trusted().get())
                : null;
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own.store(), own.password().getPassword());
            SSLContext context = SSLContext.getInstance(settings.handshake().protocol());
            CheckedTrust trust = new CheckedTrust(trust(settings, trusted), settings.checks());
            context.init(keys.getKeyManagers(), new TrustManager[] {trust}, null);
            List<String> configured = settings.handshake().cipherSuites();
            List<String> suites = configured.isEmpty() ? DefaultSuites.of(context.createSSLEngine()) : configured;
            return new Made(context, trust, suites);
        } catch (GeneralSecurityException e) {
            throw new TlsException(
                    settings.prefix() + "*",
                    "Keys, trusted certificates and protocol do not give a context: " + e + ".",
                    "Check that the key's password is that of its store, and that " + settings.prefix()
                            + "protocol is one of this Java runtime's.",
                    e);
        }
    }

    /** Refuses versions and suites that the runtime does not know. */
    static void configure(TlsSettings settings, List<String> suites, SSLEngine engine) throws TlsException {
        TlsSettings.Handshake handshake = settings.handshake();
        try {
            if (!handshake.enabledProtocols().isEmpty()) {
                engine.setEnabledProtocols(handshake.enabledProtocols().toArray(String[]::new));
            }
        } catch (IllegalArgumentException e) {
            throw unknown(settings.prefix() + "enabledProtocols=" + handshake.enabledProtocols(), e);
        }
        try {
            engine.setEnabledCipherSuites(suites.toArray(String[]::new));
        } catch (IllegalArgumentException e) {
            throw unknown(settings.prefix() + "ciphersuites=" + handshake.cipherSuites(), e);
        }
    }

    private static TlsException unknown(String setting, IllegalArgumentException e) {
        return new TlsException(
                setting,
                "The Java runtime does not offer that: " + e.getMessage() + ".",
                "Write names it offers, separated by commas, or remove the setting.",
                e);
    }

    private static X509ExtendedTrustManager trust(TlsSettings settings, @Nullable KeyStore trusted)
            throws GeneralSecurityException, TlsException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        if (settings.checks().revocation() == Revocation.UNCHECKED) {
            factory.init(trusted);
        } else if (trusted == null) {
            throw new TlsException(
                    settings.prefix() + (settings.checks().revocation() == Revocation.LISTS ? "crl" : "ocsp") + "=true",
                    "Revocation is checked for certificates of one's own authorities, and none are configured.",
                    "Set " + settings.prefix() + "trustStore.location.",
                    null);
        } else {
            factory.init(new CertPathTrustManagerParameters(
                    withRevocation(trusted, settings.checks().revocation())));
        }
        for (TrustManager each : factory.getTrustManagers()) {
            if (each instanceof X509ExtendedTrustManager manager) {
                return manager;
            }
        }
        throw new GeneralSecurityException("the Java runtime has no trust manager for X.509");
    }

    private static PKIXBuilderParameters withRevocation(KeyStore trusted, Revocation revocation)
            throws GeneralSecurityException {
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(trusted, new X509CertSelector());
        PKIXRevocationChecker checker =
                (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker();
        checker.setOptions(
                revocation == Revocation.LISTS
                        ? EnumSet.of(PKIXRevocationChecker.Option.PREFER_CRLS, PKIXRevocationChecker.Option.NO_FALLBACK)
                        : Set.of());
        parameters.addCertPathChecker(checker);
        return parameters;
    }
}
