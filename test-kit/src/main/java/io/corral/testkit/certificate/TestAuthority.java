package io.corral.testkit.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that signs the certificates of one test. Thread-safe. */
public final class TestAuthority {
    private static final Duration VALIDITY = Duration.ofDays(2);

    private final AtomicLong serial = new AtomicLong(1);
    private final KeyPair keys;
    private final X509Certificate certificate;

    private TestAuthority(String name) throws GeneralSecurityException {
        this.keys = freshKeys();
        X500Name own = new X500Name("CN=" + name);
        this.certificate = sign(own, own, keys, new Term(Instant.now(), VALIDITY), List.of(), Optional.empty());
    }

    /** An authority whom nobody trusts but those who are given its certificate. */
    public static TestAuthority named(String name) {
        try {
            return new TestAuthority(name);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A certificate that is valid now.
     *
     * @param subject distinguished name, such as {@code CN=alice,O=Corral}
     * @param hosts names and addresses it speaks for
     */
    public IssuedKeys issue(String subject, String... hosts) {
        return issue(subject, new Term(Instant.now(), VALIDITY), hosts);
    }

    /** A certificate that was valid until yesterday. */
    public IssuedKeys issueExpired(String subject, String... hosts) {
        return issue(subject, new Term(Instant.now().minus(VALIDITY), VALIDITY.dividedBy(2)), hosts);
    }

    /** What others have to trust. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** Writes a trust store with this authority's certificate. */
    public Path writeTrust(Path folder, String name, StoreForm form, String password) {
        try {
            return StoreFiles.writeTrust(folder.resolve(name + form.suffix()), form, certificate, password);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A certificate that says where to ask whether it was revoked. */
    IssuedKeys issueRevocable(String subject, Optional<URI> list, Optional<URI> responder, String... hosts) {
        return issue(subject, new Term(Instant.now(), VALIDITY), new Whereabouts(list, responder), hosts);
    }

    /** Signs in this authority's name. */
    PrivateKey key() {
        return keys.getPrivate();
    }

    private IssuedKeys issue(String subject, Term term, String... hosts) {
        return issue(subject, term, Whereabouts.UNKNOWN, hosts);
    }

    private IssuedKeys issue(String subject, Term term, Whereabouts revocation, String... hosts) {
        try {
            KeyPair own = freshKeys();
            X500Name issuer =
                    X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
            X509Certificate issued = sign(
                    issuer,
                    X500Name.getInstance(new X500Principal(subject).getEncoded()),
                    own,
                    term,
                    List.of(hosts),
                    Optional.of(revocation));
            return new IssuedKeys(own.getPrivate(), issued, certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param revocation empty for the certificate of the authority itself */
    private X509Certificate sign(
            X500Name issuer,
            X500Name subject,
            KeyPair own,
            Term term,
            List<String> hosts,
            Optional<Whereabouts> revocation)
            throws GeneralSecurityException {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(serial.getAndIncrement()),
                Date.from(term.from().minusSeconds(60)),
                Date.from(term.from().plus(term.length())),
                subject,
                own.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(revocation.isEmpty()));
            if (revocation.isPresent()) {
                revocation.get().addTo(builder);
            }
            if (!hosts.isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(hosts.stream().map(TestAuthority::name).toArray(GeneralName[]::new)));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (IOException | OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static GeneralName name(String host) {
        boolean address =
                host.indexOf(':') >= 0 || host.chars().allMatch(each -> each == '.' || Character.isDigit(each));
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
    }

    private static KeyPair freshKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private record Term(Instant from, Duration length) {}

    /** Where revoked certificates are listed, and where one is asked about. */
    private record Whereabouts(Optional<URI> list, Optional<URI> responder) {
        static final Whereabouts UNKNOWN = new Whereabouts(Optional.empty(), Optional.empty());

        void addTo(X509v3CertificateBuilder builder) throws IOException {
            if (list.isPresent()) {
                DistributionPointName place = new DistributionPointName(new GeneralNames(uri(list.get())));
                DistributionPoint[] points = {new DistributionPoint(place, null, null)};
                builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(points));
            }
            if (responder.isPresent()) {
                builder.addExtension(
                        Extension.authorityInfoAccess,
                        false,
                        new AuthorityInformationAccess(AccessDescription.id_ad_ocsp, uri(responder.get())));
            }
        }

        private static GeneralName uri(URI place) {
            return new GeneralName(GeneralName.uniformResourceIdentifier, place.toString());
        }
    }
}
