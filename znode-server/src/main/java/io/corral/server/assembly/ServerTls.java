package io.corral.server.assembly;

import io.corral.server.auth.CertificateOwner;
import io.corral.server.config.TlsConfig;
import io.corral.server.tls.TlsEngines;
import io.corral.server.tls.TlsException;
import io.corral.server.tls.TlsSettings;
import io.corral.tree.acl.Identity;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys and certificates that a server works with; running it looks whether their files have changed.
 *
 * @param clients for connections of clients; empty when there is no TLS
 * @param peers for connections between servers; empty when there is no TLS
 * @param admin for the HTTP server; empty when there is no TLS
 */
record ServerTls(Optional<TlsEngines> clients, Optional<TlsEngines> peers, Optional<TlsEngines> admin)
        implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

    /**
     * Reads what is configured.
     *
     * @throws TlsException when something cannot be used
     */
    static ServerTls open(TlsConfig config, InstantSource clock) throws TlsException {
        return new ServerTls(
                open(config.clients().settings(), clock),
                open(config.peers().settings(), clock),
                open(config.admin().settings(), clock));
    }

    private static Optional<TlsEngines> open(Optional<TlsSettings> settings, InstantSource clock) throws TlsException {
        return settings.isPresent() ? Optional.of(TlsEngines.open(settings.get(), clock)) : Optional.empty();
    }

    /**
     * Tells whose certificate it is that was shown elsewhere than on a client port: nobody's, unless clients could show it as well.
     *
     * @param superUser the subject to whom everything is allowed; empty for none
     */
    Function<List<X509Certificate>, List<Identity>> ownersAmongClients(Optional<String> superUser) {
        return chain -> clients.isPresent() && clients.get().trust(chain)
                ? CertificateOwner.identities(chain.get(0), superUser)
                : List.of();
    }

    /** Whether there is anything to look at. */
    boolean reloads() {
        return reloading().findAny().isPresent();
    }

    @Override
    public void run() {
        reloading().forEach(ServerTls::reload);
    }

    private Stream<TlsEngines> reloading() {
        return Stream.of(clients, peers, admin)
                .flatMap(Optional::stream)
                .filter(engines -> engines.settings().reload());
    }

    private static void reload(TlsEngines engines) {
        String key = engines.settings().keys().key();
        try {
            if (engines.reloadIfChanged()) {
                LOG.info("New connections use the changed certificates of {}.", key);
            }
        } catch (TlsException e) {
            LOG.warn(
                    "The files of {} have changed and cannot be used; what was read before stays in use. {}",
                    key,
                    e.getMessage());
        }
    }
}
