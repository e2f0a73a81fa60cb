package io.corral.testkit.certificate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.jcajce.JcaRespID;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Tells by HTTP on loopback which certificates of an authority were revoked: as a list, and one by one (OCSP). Thread-safe. */
public final class RevocationDesk implements AutoCloseable {
    private static final Duration VALIDITY = Duration.ofDays(1);
    private static final String LIST = "/list";
    private static final String RESPONDER = "/ask";

    private final TestAuthority authority;
    private final HttpServer http;
    private final Set<BigInteger> revoked = ConcurrentHashMap.newKeySet();
    private final AtomicInteger listsGiven = new AtomicInteger();
    private final AtomicInteger questionsAnswered = new AtomicInteger();

    private RevocationDesk(TestAuthority authority, HttpServer http) {
        this.authority = authority;
        this.http = http;
    }

    /**
     * Opens the desk on a free port.
     *
     * @throws IOException when it cannot be opened
     */
    public static RevocationDesk open(TestAuthority authority) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        RevocationDesk desk = new RevocationDesk(authority, http);
        http.createContext(LIST, exchange -> desk.answer(exchange, desk::list));
        http.createContext(RESPONDER, exchange -> desk.answer(exchange, () -> desk.status(exchange)));
        http.start();
        return desk;
    }

    /** A certificate that names the list. */
    public IssuedKeys issueListed(String subject, String... hosts) {
        return authority.issueRevocable(subject, Optional.of(place(LIST)), Optional.empty(), hosts);
    }

    /** A certificate that names the responder. */
    public IssuedKeys issueAnsweredFor(String subject, String... hosts) {
        return authority.issueRevocable(subject, Optional.empty(), Optional.of(place(RESPONDER)), hosts);
    }

    /** From now on the certificate counts as revoked. */
    public void revoke(IssuedKeys keys) {
        revoked.add(keys.certificate().getSerialNumber());
    }

    /** How often the list was fetched. */
    public int listsGiven() {
        return listsGiven.get();
    }

    /** How many questions about one certificate were answered. */
    public int questionsAnswered() {
        return questionsAnswered.get();
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private URI place(String path) {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + path);
    }

    private byte[] list() throws GeneralSecurityException, IOException {
        JcaX509v2CRLBuilder list =
                new JcaX509v2CRLBuilder(authority.certificate().getSubjectX500Principal(), before());
        list.setNextUpdate(Date.from(Instant.now().plus(VALIDITY)));
        revoked.forEach(serial -> list.addCRLEntry(serial, before(), CRLReason.keyCompromise));
        listsGiven.incrementAndGet();
        return list.build(signer()).getEncoded();
    }

    private byte[] status(HttpExchange exchange) throws GeneralSecurityException, IOException {
        OCSPReq question = new OCSPReq(question(exchange));
        try {
            BasicOCSPRespBuilder answer = new BasicOCSPRespBuilder(
                    new JcaRespID(authority.certificate().getSubjectX500Principal()));
            for (Req each : question.getRequestList()) {
                CertificateStatus status = revoked.contains(each.getCertID().getSerialNumber())
                        ? new RevokedStatus(before(), CRLReason.keyCompromise)
                        : CertificateStatus.GOOD;
                answer.addResponse(
                        each.getCertID(),
                        status,
                        before(),
                        Date.from(Instant.now().plus(VALIDITY)),
                        null);
            }
            X509CertificateHolder[] chain = {new JcaX509CertificateHolder(authority.certificate())};
            BasicOCSPResp signed = answer.build(signer(), chain, Date.from(Instant.now()));
            questionsAnswered.incrementAndGet();
            return new OCSPRespBuilder()
                    .build(OCSPRespBuilder.SUCCESSFUL, signed)
                    .getEncoded();
        } catch (OCSPException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** The question stands in the body, or in the path when it is short. */
    private static byte[] question(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            return exchange.getRequestBody().readAllBytes();
        }
        String path = exchange.getRequestURI().getRawPath().substring(RESPONDER.length() + 1);
        return Base64.getDecoder().decode(URLDecoder.decode(path, StandardCharsets.US_ASCII));
    }

    private void answer(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            byte[] body = answer.bytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private ContentSigner signer() throws GeneralSecurityException {
        try {
            return new JcaContentSignerBuilder("SHA256withECDSA").build(authority.key());
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static Date before() {
        return Date.from(Instant.now().minusSeconds(60));
    }

    private interface Answer {
        byte[] bytes() throws GeneralSecurityException, IOException;
    }
}
