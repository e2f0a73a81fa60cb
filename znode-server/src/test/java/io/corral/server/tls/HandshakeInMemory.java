package io.corral.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** A handshake without a network. */
final class HandshakeInMemory {

    private HandshakeInMemory() {}

    /** The subject that the server sees; the client calls from 127.0.0.1. */
    static String between(TlsEngines client, String dialled, TlsEngines server) throws SSLException {
        SSLEngine calling = client.dialling(dialled, 2281);
        SSLEngine called = server.accepting("127.0.0.1", 40000);
        ByteBuffer toServer = ByteBuffer.allocate(1 << 16);
        ByteBuffer toClient = ByteBuffer.allocate(1 << 16);
        calling.beginHandshake();
        called.beginHandshake();
        for (int turn = 0; turn < 20; turn++) {
            move(calling, toClient, toServer);
            move(called, toServer, toClient);
        }
        assertThat(calling.getHandshakeStatus()).isEqualTo(HandshakeStatus.NOT_HANDSHAKING);
        return ((X509Certificate) called.getSession().getPeerCertificates()[0])
                .getSubjectX500Principal()
                .getName();
    }

    private static void move(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        ByteBuffer plain = ByteBuffer.allocate(1 << 16);
        in.flip();
        if (in.hasRemaining()) {
            engine.unwrap(in, plain);
        }
        in.compact();
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            engine.getDelegatedTask().run();
        }
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            engine.wrap(ByteBuffer.allocate(0), out);
        }
    }
}
