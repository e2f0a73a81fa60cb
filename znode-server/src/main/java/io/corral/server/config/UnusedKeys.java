package io.corral.server.config;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Why a key in the file has no effect. */
final class UnusedKeys {

    private static final String NOT_YET = "not available yet; the server runs without it.";
    private static final String INNER =
            "tunes an inner part of ZooKeeper that Corral does not have; it can be removed.";
    private static final String ALWAYS_PURGED =
            "old snapshots and logs are removed after each snapshot, whatever the interval.";

    private static final Map<String, String> EXACT = Map.ofEntries(
            Map.entry("localSessionsEnabled", "local sessions are not available yet; all sessions are global."),
            Map.entry(
                    "localSessionsUpgradingEnabled", "local sessions are not available yet; all sessions are global."),
            Map.entry("autopurge.purgeInterval", ALWAYS_PURGED),
            Map.entry("syncEnabled", INNER),
            Map.entry("observerMasterPort", "observers always follow the leader; it can be removed."),
            Map.entry("connectToLearnerMasterLimit", INNER),
            Map.entry(
                    "txnLogSizeLimitInKb",
                    "segments of the log have the size of preAllocSize or corral.log.segmentBytes."),
            Map.entry("flushDelay", "writes are forced to disk in groups without a delay; it can be removed."),
            Map.entry("serverCnxnFactory", "there is one network layer, Netty; it can be removed."),
            Map.entry("watchManagerName", "there is one kind of watch table; it can be removed."),
            Map.entry("leaderServes", "the leader serves clients as well."),
            Map.entry(
                    "jute.maxbuffer",
                    "has no effect in the file, as in ZooKeeper; start the server with -Djute.maxbuffer."),
            Map.entry("readonlymode.enabled", "has no effect in the file, as in ZooKeeper, and " + NOT_YET),
            Map.entry("emulate353TTLNodes", "the old form of TTL nodes is not offered."),
            Map.entry("digest.enabled", "the digest of the state is always kept."),
            Map.entry("audit.enable", NOT_YET),
            Map.entry("enableEagerACLCheck", NOT_YET),
            Map.entry("snapshot.compression.method", NOT_YET),
            Map.entry("clientTcpKeepAlive", NOT_YET),
            Map.entry("throttled_op_wait_time", NOT_YET),
            Map.entry("largeRequestMaxBytes", NOT_YET),
            Map.entry("largeRequestThreshold", NOT_YET),
            Map.entry("letAnySaslUserDoX", NOT_YET),
            Map.entry("superUser", NOT_YET));

    private static final List<Map.Entry<String, String>> BY_START = List.of(
            Map.entry("commitProcessor.", INNER),
            Map.entry("nio.", INNER),
            Map.entry("netty.", INNER),
            Map.entry("leader.", INNER),
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
            Map.entry("group.", "weighted and hierarchical quorums are not offered: every participant has one vote."),
            Map.entry("weight.", "weighted and hierarchical quorums are not offered: every participant has one vote."),
            Map.entry("multiAddress.", "one address a member is used."),
            Map.entry("connection_throttle_", NOT_YET),
            Map.entry("request_throttle", NOT_YET),
            Map.entry("request_stale_", NOT_YET),
            Map.entry("jvm.pause.monitor", NOT_YET),
            Map.entry("fsync.warningthresholdms", NOT_YET),
            Map.entry("admin.", NOT_YET),
            Map.entry("ssl.", "TLS is " + NOT_YET),
            Map.entry("pathStats.", NOT_YET),
            Map.entry("authProvider.", NOT_YET),
            Map.entry("X509AuthenticationProvider.", NOT_YET),
            Map.entry("SASLAuthenticationProvider.", NOT_YET),
            Map.entry("IPAuthenticationProvider.", NOT_YET),
            Map.entry("DigestAuthenticationProvider.", NOT_YET),
            Map.entry("sasl.", NOT_YET),
            Map.entry("kerberos.", NOT_YET),
            Map.entry("quorum.auth.", NOT_YET),
            Map.entry(
                    "znode.container.",
                    "has no effect in the file, as in ZooKeeper; start the server with -Dznode.container…."),
            Map.entry("zookeeper.", "keys in the file are written without zookeeper. at the start."));

    private UnusedKeys() {}

    /**
     * Why the setting has no effect.
     *
     * @param known the keys that would have one, to suggest the right spelling
     * @return empty when there is nothing to say: the setting asks for what happens anyhow
     */
    static Optional<String> reason(Setting setting, Set<String> known) {
        if (setting.value().equalsIgnoreCase("false")) {
            return knownReason(setting.key()).isPresent()
                    ? Optional.empty()
                    : Optional.of(unknown(setting.key(), known));
        }
        return knownReason(setting.key()).or(() -> Optional.of(unknown(setting.key(), known)));
    }

    private static Optional<String> knownReason(String key) {
        return Optional.ofNullable(EXACT.get(key))
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
