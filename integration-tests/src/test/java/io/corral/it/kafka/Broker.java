package io.corral.it.kafka;

import io.corral.it.programs.JavaPrograms;
import io.corral.it.programs.Program;
import io.corral.it.programs.ProgramClassPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A Kafka broker: a process that comes and goes while its files stay. Used by one thread. */
final class Broker implements AutoCloseable {
    /** A broker that was killed is missed by the others after this time. */
    private static final String SESSION_MILLIS = "8000";

    private static final String LOGGING = """
            log4j.rootLogger=INFO, out
            log4j.appender.out=org.apache.log4j.ConsoleAppender
            log4j.appender.out.layout=org.apache.log4j.PatternLayout
            log4j.appender.out.layout.ConversionPattern=%d{HH:mm:ss.SSS} %p [%t] %m (%c)%n
            """;

    private final int id;
    private final int port;
    private final Path directory;
    private final List<String> jvmOptions = new ArrayList<>();
    private @Nullable Program process;

    /**
     * Writes its files.
     *
     * @param id its number in its cluster
     * @param port where it listens on loopback
     * @param connectString where its metadata are
     * @param settings lines of its configuration beyond the usual ones
     */
    Broker(int id, int port, String connectString, Map<String, String> settings, Path directory) {
        this.id = id;
        this.port = port;
        this.directory = directory;
        Map<String, String> all = new TreeMap<>(Map.of(
                "broker.id",
                Integer.toString(id),
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port,
                "zookeeper.connect",
                connectString,
                "zookeeper.session.timeout.ms",
                SESSION_MILLIS,
                "log.dirs",
                directory.resolve("data").toString(),
                "group.initial.rebalance.delay.ms",
                "0",
                "offsets.topic.num.partitions",
                "1",
                "num.network.threads",
                "1",
                "num.io.threads",
                "2",
                "log.cleaner.enable",
                "false"));
        all.putAll(settings);
        try {
            Files.createDirectories(directory);
            Files.write(
                    configuration(),
                    all.entrySet().stream()
                            .map(line -> line.getKey() + "=" + line.getValue())
                            .toList());
            Files.writeString(directory.resolve("log4j.properties"), LOGGING);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write the files of a broker", failure);
        }
        jvmOptions.add(
                "-Dlog4j.configuration=" + directory.resolve("log4j.properties").toUri());
    }

    /** Adds an option of its JVM for later starts. */
    Broker with(String jvmOption) {
        jvmOptions.add(jvmOption);
        return this;
    }

    private Path configuration() {
        return directory.resolve("server.properties");
    }

    int id() {
        return id;
    }

    /** Where clients find it. */
    String address() {
        return "127.0.0.1:" + port;
    }

    /** Starts its process, on whatever data an earlier one left. */
    void start() {
        process = JavaPrograms.start(
                "broker-" + id,
                directory,
                ProgramClassPath.of("kafka"),
                jvmOptions,
                List.of("kafka.Kafka", configuration().toString()));
    }

    /** Waits until it has joined its cluster. */
    void awaitStarted() {
        running().awaitLine("starts", line -> line.contains("started (kafka.server.KafkaServer)"));
    }

    /** Ends it at once (SIGKILL). */
    void kill() {
        running().kill();
    }

    private Program running() {
        Program current = process;
        if (current == null) {
            throw new IllegalStateException("broker " + id + " was not started");
        }
        return current;
    }

    @Override
    public void close() {
        Program current = process;
        if (current != null) {
            current.close();
        }
    }
}
