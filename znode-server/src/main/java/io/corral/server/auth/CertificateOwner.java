package io.corral.server.auth;

import io.corral.tree.acl.Identity;
import io.corral.tree.acl.SchemeNames;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Who shows a certificate in the handshake of TLS. */
public final class CertificateOwner {

    private CertificateOwner() {}

    /**
     * The identities that a verified certificate proves.
     *
     * @param superUser the subject to whom everything is allowed; empty for none
     * @return the subject's name in the form of RFC 2253 under {@code x509}; before it, for the super user, one that passes every check
     */
    public static List<Identity> identities(X509Certificate certificate, Optional<String> superUser) {
        String subject = certificate.getSubjectX500Principal().getName();
        Identity owner = new Identity(SchemeNames.X509, subject);
        return superUser.filter(subject::equals).isPresent()
                ? List.of(new Identity(SchemeNames.SUPER, subject), owner)
                : List.of(owner);
    }
}
