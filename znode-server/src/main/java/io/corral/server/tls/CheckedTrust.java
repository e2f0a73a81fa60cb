package io.corral.server.tls;

import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts whom another trusts, if the certificate names the host as well. May look names up: not for event loops. */
final class CheckedTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager chains;
    private final PeerChecks checks;

    CheckedTrust(X509ExtendedTrustManager chains, PeerChecks checks) {
        this.chains = chains;
        this.checks = checks;
    }

    /** Whether somebody trusted has signed this; names are not looked at. */
    boolean signed(X509Certificate[] chain) {
        try {
            chains.checkClientTrusted(chain, chain[0].getPublicKey().getAlgorithm());
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        chains.checkClientTrusted(chain, authType, engine);
        if (checks.nameOfCaller()) {
            checkNames(chain[0], engine.getPeerHost());
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        chains.checkServerTrusted(chain, authType, engine);
        if (checks.nameOfDialled()) {
            checkNames(chain[0], engine.getPeerHost());
        }
    }

    private void checkNames(X509Certificate certificate, String host) throws CertificateException {
        CertificateNames names = CertificateNames.of(certificate);
        if (host == null || !(names.include(host) || (checks.reverseLookup() && names.include(nameOf(host))))) {
            throw new CertificateException("the certificate of "
                    + certificate.getSubjectX500Principal().getName() + " is for " + names.names() + names.addresses()
                    + ", not for " + host);
        }
    }

    private static String nameOf(String host) {
        try {
            return InetAddress.getByAddress(InetAddress.getByName(host).getAddress())
                    .getHostName();
        } catch (UnknownHostException e) {
            return host;
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chains.getAcceptedIssuers();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw withoutEngine();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw withoutEngine();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw withoutEngine();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw withoutEngine();
    }

    private static CertificateException withoutEngine() {
        return new CertificateException("certificates are judged for connections with an engine only");
    }
}
