package io.corral.server.config;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Why a key in the file has no effect. */
final class UnusedKeys {

    private static final String INNER =
            "tunes an inner part of ZooKeeper that Corral does not have; it can be removed.";
    private static final String ALWAYS_PURGED =
            "old snapshots and logs are removed after each snapshot, whatever the interval.";
    private static final String CONTAINERS =
            "has no effect in the file, as in ZooKeeper; start the server with -Dznode.container….";
    private static final String ALL_PROVIDED = "there is no queue between measuring and showing; it can be removed.";

    private static final String SASL_OF_OLD =
            "has no effect in ZooKeeper 3.9 either; sessionRequireClientSASLAuth=true turns other clients away.";

    private static final Map<String, String> EXACT = Map.ofEntries(
            Map.entry("autopurge.purgeInterval", ALWAYS_PURGED),
            Map.entry("syncEnabled", INNER),
            Map.entry("observerMasterPort", "observers always follow the leader; it can be removed."),
            Map.entry("connectToLearnerMasterLimit", INNER),
            Map.entry(
                    "txnLogSizeLimitInKb",
                    "segments of the log have the size of preAllocSize or corral.log.segmentBytes."),
            Map.entry("flushDelay", "writes are forced to disk in groups without a delay; it can be removed."),
            Map.entry("peerType", "a standalone server has no role, and in an ensemble the server lines say it."),
            Map.entry("enforce.auth.schemes", "counts only together with enforce.auth.enabled=true."),
            Map.entry("tcpKeepAlive", "servers notice by heartbeats when another is gone; it can be removed."),
            Map.entry("admin.httpVersion", "the admin port speaks HTTP/1.1."),
            Map.entry("metricsProvider.numWorkerThreads", ALL_PROVIDED),
            Map.entry("metricsProvider.maxQueueSize", ALL_PROVIDED),
            Map.entry("metricsProvider.workerShutdownTimeoutMs", ALL_PROVIDED),
            Map.entry("serverCnxnFactory", "there is one network layer, Netty; it can be removed."),
            Map.entry("watchManagerName", "there is one kind of watch table; it can be removed."),
            Map.entry("leaderServes", "the leader serves clients as well."),
            Map.entry(
                    "jute.maxbuffer",
                    "has no effect in the file, as in ZooKeeper; start the server with -Djute.maxbuffer."),
            Map.entry(
                    "readonlymode.enabled",
                    "has no effect in the file, as in ZooKeeper; start the server with -Dreadonlymode.enabled=true."),
            Map.entry("emulate353TTLNodes", "the old form of TTL nodes is not offered."),
            Map.entry("digest.enabled", "the digest of the state is always kept."),
            Map.entry("requireClientAuthScheme", SASL_OF_OLD),
            Map.entry("jaasLoginRenew", SASL_OF_OLD));

    private static final List<Map.Entry<String, String>> BY_START = List.of(
            Map.entry("commitProcessor.", INNER),
            Map.entry("nio.", INNER),
            Map.entry("netty.", INNER),
            Map.entry("leader.", INNER),
            Map.entry("leaderConnectDelayDuringRetryMs", INNER),
            Map.entry("forceSnapshotSync", INNER),
            Map.entry("forward_learner_requests_to_commit_processor_disabled", INNER),
            Map.entry("bitHashCacheSize", INNER),
            Map.entry("maxInProcessingDeadWatchers", INNER),
            Map.entry("jute.maxbuffer.extrasize", INNER),
            Map.entry("learner.", INNER),
            Map.entry("follower.", INNER),
            Map.entry("observer.", INNER),
            Map.entry("observerMaster.", INNER),
            Map.entry("fastleader.", INNER),
            Map.entry("messageTracker.", INNER),
            Map.entry("quorum.cnxn.", INNER),
            Map.entry("watcherClean", INNER),
            Map.entry("db.autocreate", INNER),
            Map.entry("snapshot.trust.empty", INNER),
            Map.entry("serializeLastProcessedZxid", INNER),
            Map.entry("jmx.", INNER),
            Map.entry("maxResponseCacheSize", INNER),
            Map.entry("maxGetChildrenResponseCacheSize", INNER),
            Map.entry("intBufferStartingSizeBytes", INNER),
            Map.entry("closeSessionTxn", INNER),
            Map.entry("commitLogCount", INNER),
            Map.entry("snapshotSizeFactor", INNER),
            Map.entry("electionPortBindRetry", INNER),
            Map.entry("quorumCnxnTimeoutMs", INNER),
            Map.entry("cnxTimeout", INNER),
            Map.entry("maxWriteQueuePollTime", INNER),
            Map.entry("maxBatchSize", INNER),
            Map.entry(
                    "metricsProvider.",
                    "belongs to another metrics provider than the one configured, or is not needed."),
            Map.entry("multiAddress.", "one address a member is used."),
            Map.entry("request_throttler.", INNER),
            Map.entry(
                    "request_stale_latency_check",
                    "requests wait in the client's socket, not in the server; there is nothing to drop."),
            Map.entry("ssl.sslProvider", "TLS is done by the Java runtime; it can be removed."),
            Map.entry("ssl.quorum.sslProvider", "TLS is done by the Java runtime; it can be removed."),
            Map.entry("ssl.quorum.", "no connection between servers is to be protected; see sslQuorum."),
            Map.entry("ssl.", "no connection of clients is to be protected; see secureClientPort."),
            Map.entry(
                    "pathStats.",
                    "requests are not counted by path, but by top-level znode: see the metrics read_per_namespace and write_per_namespace."),
            Map.entry(
                    "IPAuthenticationProvider.usexforwardedfor",
                    "the address of a request is that of its connection; a header that anybody can write proves nothing."),
            Map.entry("kerberos.canonicalizeHostNames", "concerns clients; it can be removed."),
            Map.entry("quorum.auth.", "servers authenticate to one another by TLS, see sslQuorum; it can be removed."),
            Map.entry("server.realm", "concerns clients; it can be removed."),
            Map.entry("znode.container.", CONTAINERS),
            Map.entry("zookeeper.", "keys in the file are written without zookeeper. at the start."));

    /** What happens anyhow, where that is not what {@code false} asks for. */
    private static final Map<String, String> USUAL = Map.of(
            "syncEnabled", "true",
            "digest.enabled", "true",
            "db.autocreate", "true",
            "closeSessionTxn.enabled", "true",
            "serializeLastProcessedZxid.enabled", "true",
            "leaderServes", "yes",
            "admin.httpVersion", "11");

    private UnusedKeys() {}

    /**
     * Why the setting has no effect.
     *
     * @param known the keys that would have one, to suggest the right spelling
     * @return empty when there is nothing to say: the setting asks for what happens anyhow
     */
    static Optional<String> reason(Setting setting, Set<String> known) {
        Optional<String> reason = knownReason(setting.key());
        if (reason.isEmpty()) {
            return Optional.of(unknown(setting.key(), known));
        }
        boolean usual = setting.value().equalsIgnoreCase(USUAL.getOrDefault(setting.key(), "false"));
        return usual ? Optional.empty() : reason;
    }

    /** Why a key that is known has no effect; empty for one that nobody knows. */
    static Optional<String> knownReason(String key) {
        return Optional.ofNullable(EXACT.get(key))
                .or(() -> GuideNames.reason(key))
                .or(() -> BY_START.stream()
                        .filter(entry -> key.startsWith(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }

    private static String unknown(String key, Set<String> known) {
        return known.stream()
                .filter(candidate -> Spelling.distance(candidate, key) <= 2)
                .min(Comparator.comparingInt((String candidate) -> Spelling.distance(candidate, key))
                        .thenComparing(Comparator.naturalOrder()))
                .map(candidate -> "unknown and ignored; did you mean " + candidate + "?")
                .orElse("unknown and ignored; check its spelling or remove it.");
    }
}
