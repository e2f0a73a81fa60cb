package io.corral.server.config;

import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Puts the parts of a configuration together, and makes sure that they fit each other. */
final class ServerConfigParser {

    private static final int MAX_MILLIS = Integer.MAX_VALUE;
    private static final int MAX_EVENT_LOOPS = 256;
    private static final long MIN_SEGMENT_BYTES = 64L * 1024;
    private static final long MAX_SEGMENT_BYTES = 1024L * 1024 * 1024;

    private final ConfigValues values;
    private final int processors;

    ServerConfigParser(ConfigValues values, int processors) {
        this.values = values;
        this.processors = processors;
    }

    ServerConfig parse() throws ConfigException {
        UnavailableProtection.refuse(values);
        StorageConfig storage = new StorageParser(values).parse();
        EnsembleParser.Parsed members = new EnsembleParser(values).parse(storage.dataDir());
        EnsembleConfig ensemble = members.ensemble();
        return new ServerConfig(
                timing(ensemble),
                new ClientParser(values).parse(members.ownClientAddress()),
                ensemble,
                storage,
                access(),
                containers(),
                new OperationsParser(values).parse(),
                engine());
    }

    private TimingConfig timing(EnsembleConfig ensemble) throws ConfigException {
        int tick = values.integer(Scope.FILE, "tickTime", 3000, 1, 1_000_000);
        int initLimit = limitInTicks("initLimit", ensemble.standalone());
        int syncLimit = limitInTicks("syncLimit", ensemble.standalone());
        int min = timeout("minSessionTimeout", 2 * tick);
        int max = timeout("maxSessionTimeout", 20 * tick);
        if (min > max) {
            throw ConfigException.badValue(
                    values.file().toString(),
                    "minSessionTimeout",
                    Integer.toString(min),
                    "It is larger than maxSessionTimeout, which is " + max + ".",
                    "Write a minSessionTimeout of at most " + max + ", or a larger maxSessionTimeout.");
        }
        return new TimingConfig(tick, initLimit, syncLimit, min, max);
    }

    /** ZooKeeper takes -1 as "not set". */
    private int timeout(String key, int otherwise) throws ConfigException {
        int millis = values.integer(Scope.FILE, key, -1, -1, MAX_MILLIS);
        return millis == -1 ? otherwise : millis;
    }

    private int limitInTicks(String key, boolean standalone) throws ConfigException {
        int ticks = values.integer(Scope.FILE, key, 0, 0, 1_000_000);
        if (ticks == 0 && !standalone) {
            throw ConfigException.of(
                    values.file().toString(),
                    key + " is missing; an ensemble needs it.",
                    "Add " + key + "=" + (key.equals("initLimit") ? 10 : 5) + ".");
        }
        return ticks;
    }

    private AccessConfig access() throws ConfigException {
        Optional<String> superDigest = values.find(Scope.PROPERTY, "DigestAuthenticationProvider.superDigest")
                .map(Setting::value);
        boolean digestEnabled = values.lenientFlag("DigestAuthenticationProvider.enabled", "true", "false", true);
        return new AccessConfig(
                values.lenientFlag("skipACL", "yes", "no", false),
                digestEnabled,
                superDigest,
                values.lenientFlag("enforceQuota", "true", "false", false),
                values.lenientFlag("extendedTypesEnabled", "true", "false", false),
                requiredSchemes(digestEnabled));
    }

    private Set<String> requiredSchemes(boolean digestEnabled) throws ConfigException {
        if (!values.lenientFlag("enforce.auth.enabled", "true", "false", false)) {
            return Set.of();
        }
        Set<String> offered = digestEnabled ? Set.of("ip", "digest") : Set.of("ip");
        Optional<Setting> schemes = values.find(Scope.PROPERTY, "enforce.auth.schemes");
        if (schemes.isEmpty()) {
            throw ConfigException.of(
                    values.file().toString(),
                    "enforce.auth.enabled is true, and enforce.auth.schemes is missing: nobody could do anything.",
                    "Add enforce.auth.schemes=digest, or remove enforce.auth.enabled.");
        }
        Set<String> required = new HashSet<>();
        for (String scheme : schemes.get().value().split(",", -1)) {
            String name = scheme.trim().toLowerCase(Locale.ROOT);
            if (!offered.contains(name)) {
                throw schemes.get()
                        .bad(
                                "The scheme \"" + name + "\" is not available.",
                                "Name some of these, separated by commas: " + String.join(", ", new TreeSet<>(offered))
                                        + ".");
            }
            required.add(name);
        }
        return required;
    }

    private ContainerConfig containers() throws ConfigException {
        return new ContainerConfig(
                values.integer(Scope.SYSTEM, "znode.container.checkIntervalMs", 60_000, 1, MAX_MILLIS),
                values.integer(Scope.SYSTEM, "znode.container.maxPerMinute", 10_000, 1, MAX_MILLIS),
                values.number(Scope.SYSTEM, "znode.container.maxNeverUsedIntervalMs", 0, 0, Long.MAX_VALUE));
    }

    private EngineConfig engine() throws ConfigException {
        int loops = values.integer(Scope.OWN, "corral.eventLoops", Math.min(processors, 4), 1, MAX_EVENT_LOOPS);
        long preAllocated = values.number(Scope.PROPERTY, "preAllocSize", 65536, 1, MAX_SEGMENT_BYTES / 1024) * 1024;
        long segment = values.number(
                Scope.OWN,
                "corral.log.segmentBytes",
                Math.max(preAllocated, MIN_SEGMENT_BYTES),
                MIN_SEGMENT_BYTES,
                MAX_SEGMENT_BYTES);
        return new EngineConfig(loops, raftTiming(), segment);
    }

    private EngineConfig.RaftTiming raftTiming() throws ConfigException {
        int min = values.integer(Scope.OWN, "corral.raft.electionTimeoutMinMillis", 150, 10, 600_000);
        int max = values.integer(
                Scope.OWN, "corral.raft.electionTimeoutMaxMillis", Math.max(300, 2 * min), min + 1, 1_200_000);
        int heartbeat = values.integer(Scope.OWN, "corral.raft.heartbeatMillis", min / 3, 1, min / 2);
        return new EngineConfig.RaftTiming(
                Duration.ofMillis(min), Duration.ofMillis(max), Duration.ofMillis(heartbeat));
    }
}
