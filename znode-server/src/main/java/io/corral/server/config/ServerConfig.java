package io.corral.server.config;

/**
 * Everything a server is told from outside, checked and complete.
 *
 * @param timing tick and session timeouts
 * @param clients the client port and its limits
 * @param sessions sessions out of the ordinary
 * @param ensemble the members and which of them this server is
 * @param storage directories and the rules of files
 * @param tls what is protected by TLS, and how
 * @param access authentication and enforcement
 * @param containers how empty containers and expired TTL nodes are cleared away
 * @param operations four letter words, admin server, metrics
 * @param engine Corral's own settings
 */
public record ServerConfig(
        TimingConfig timing,
        ClientConfig clients,
        SessionConfig sessions,
        EnsembleConfig ensemble,
        StorageConfig storage,
        TlsConfig tls,
        AccessConfig access,
        ContainerConfig containers,
        OperationsConfig operations,
        EngineConfig engine) {}
