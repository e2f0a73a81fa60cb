package io.corral.server.frontend;

import io.corral.raft.transport.OneHandshake;
import io.corral.server.auth.CertificateOwner;
import io.corral.server.tls.TlsEngines;
import io.corral.tree.acl.Identity;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetSocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Asks for a handshake of TLS, and for no second one. The arithmetic of it is done away from the event loops, so that nobody else
 * waits for it, and it has to be over within a time.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failures arrive as closed channels
final class TlsDoor implements ClientDoor {
    private final TlsEngines engines;
    private final Executor arithmetic;
    private final HandshakeCounts counts;
    private final Optional<String> superUser;
    private final FrontendLog log;

    /**
     * @param engines protect the connections
     * @param arithmetic does what takes long in a handshake
     * @param counts says when there are too many
     * @param superUser subject of the certificate to whose owner everything is allowed
     */
    TlsDoor(
            TlsEngines engines,
            Executor arithmetic,
            HandshakeCounts counts,
            Optional<String> superUser,
            FrontendLog log) {
        this.engines = engines;
        this.arithmetic = arithmetic;
        this.counts = counts;
        this.superUser = superUser;
        this.log = log;
    }

    @Override
    public void guard(Channel caller, InetSocketAddress remote, Entry entry) {
        if (!counts.begin()) {
            log.tooManyTlsHandshakes(remote);
            var unused = caller.close();
            return;
        }
        SslHandler tls = OneHandshake.on(
                caller, engines.accepting(remote.getAddress().getHostAddress(), remote.getPort()), arithmetic);
        tls.setHandshakeTimeoutMillis(engines.handshakeTimeout().toMillis());
        tls.setCloseNotifyFlushTimeout(1, TimeUnit.SECONDS);
        caller.pipeline().addLast("tls", tls).addLast("handshake", new Handshake(tls, remote, entry));
    }

    private List<Identity> owner(SslHandler tls) {
        try {
            Certificate[] chain = tls.engine().getSession().getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate certificate
                    ? CertificateOwner.identities(certificate, superUser)
                    : List.of();
        } catch (SSLPeerUnverifiedException noCertificate) {
            return List.of();
        }
    }

    /** Waits for the end of the handshake, then makes way for the client connection. */
    private final class Handshake extends ChannelInboundHandlerAdapter {
        private final SslHandler tls;
        private final InetSocketAddress remote;
        private final Entry entry;
        private boolean over;

        Handshake(SslHandler tls, InetSocketAddress remote, Entry entry) {
            this.tls = tls;
            this.remote = remote;
            this.entry = entry;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof SslHandshakeCompletionEvent completion && !over) {
                over = true;
                counts.end(completion.isSuccess());
                if (completion.isSuccess()) {
                    entry.enter(owner(tls), true);
                    ctx.pipeline().remove(this);
                } else {
                    log.handshakeFailed(remote, completion.cause());
                    ctx.close();
                }
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (!over) {
                over = true;
                counts.end(false);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // The end of the handshake tells the same, and is logged.
            ctx.close();
        }
    }
}
