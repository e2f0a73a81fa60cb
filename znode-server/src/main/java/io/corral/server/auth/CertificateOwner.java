package io.corral.server.auth;

import io.corral.tree.acl.Identity;
import io.corral.tree.acl.SchemeNames;
import io.corral.tree.acl.X509Scheme;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** Who shows a certificate in the handshake of TLS, and of whom access control lists speak. */
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

    /**
     * Whether an id in an access control list may stand for the owner of some certificate. The Java runtime judges, as in ZooKeeper.
     *
     * @return false for what is no name of X.500, or too long for one
     */
    static boolean isName(String id) {
        if (id.length() > X509Scheme.LONGEST_ID) {
            return false;
        }
        try {
            var unused = new X500Principal(id);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
