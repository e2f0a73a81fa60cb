package io.corral.server.config;

import java.time.Duration;

/** Puts the parts of a configuration together, and makes sure that they fit each other. */
final class ServerConfigParser {

    private static final int MAX_MILLIS = Integer.MAX_VALUE;
    private static final int MAX_EVENT_LOOPS = 256;
    private static final long MIN_SEGMENT_BYTES = 64L * 1024;
    private static final long MAX_SEGMENT_BYTES = 1024L * 1024 * 1024;

    private final ConfigValues values;
    private final int processors;
    private final long heapBytes;

    /**
     * @param processors processors of this machine
     * @param heapBytes what the heap may grow to
     */
    ServerConfigParser(ConfigValues values, int processors, long heapBytes) {
        this.values = values;
        this.processors = processors;
        this.heapBytes = heapBytes;
    }

    ServerConfig parse() throws ConfigException {
        UnavailableProtection.refuse(values);
        StorageConfig storage = new StorageParser(values).parse();
        EnsembleParser.Parsed members = new EnsembleParser(values).parse(storage.dataDir());
        EnsembleConfig ensemble = members.ensemble();
        OperationsConfig operations = new OperationsParser(values).parse(ensemble.standalone());
        TlsConfig tls = new TlsParser(values).parse(operations.admin().isPresent());
        return new ServerConfig(
                timing(ensemble),
                new ClientParser(values, heapBytes)
                        .parse(members.ownClientAddress(), ensemble.voters().size()),
                sessions(),
                ensemble,
                storage,
                tls,
                new AccessParser(values, tls.clients().settings().isPresent()).parse(),
                containers(),
                operations,
                engine());
    }

    private SessionConfig sessions() throws ConfigException {
        return new SessionConfig(
                values.flag(Scope.FILE, "localSessionsEnabled", false),
                values.flag(Scope.FILE, "localSessionsUpgradingEnabled", false),
                values.text(Scope.SYSTEM, "readonlymode.enabled", "false").equalsIgnoreCase("true"));
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
        return new EngineConfig(loops, raftTiming(), snapshotBytesPerSecond(), segment);
    }

    private long snapshotBytesPerSecond() throws ConfigException {
        long limit = values.number(Scope.OWN, "corral.raft.snapshotBytesPerSecond", 0, 0, Long.MAX_VALUE);
        return limit == 0 ? Long.MAX_VALUE : limit;
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
