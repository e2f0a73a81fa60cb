package io.corral.it.ensemble;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of one server: {@code zoo.cfg}, data directory with {@code myid}, logging configuration, and its log.
 *
 * @param id the server's number, from 1
 * @param directory holds all of them
 * @param ports where the server listens
 */
record ServerHome(int id, Path directory, ServerPorts ports) {

    /** Loopback ports of one server: for clients, for its peers, for elections (ZooKeeper only), and for administrators. */
    record ServerPorts(int client, int peer, int election, int admin) {
        static final int COUNT = 4;

        static ServerPorts from(ReservedPorts reserved, int offset) {
            return new ServerPorts(
                    reserved.port(offset),
                    reserved.port(offset + 1),
                    reserved.port(offset + 2),
                    reserved.port(offset + 3));
        }
    }

    /** Warnings and information, no more: at DEBUG ZooKeeper writes more log than data. */
    private static final String LOGBACK = """
            <configuration>
              <appender name="LOG" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d{HH:mm:ss.SSS} %-5level [%thread] %logger{0} - %msg%n</pattern></encoder>
              </appender>
              <root level="INFO"><appender-ref ref="LOG"/></root>
            </configuration>
            """;

    Path configuration() {
        return directory.resolve("zoo.cfg");
    }

    Path logging() {
        return directory.resolve("logback.xml");
    }

    Path log() {
        return directory.resolve("server.log");
    }

    /** Writes everything the server reads at its start: these lines, and {@code dataDir}. */
    void write(List<String> lines) throws IOException {
        Path data = Files.createDirectories(directory.resolve("data"));
        Files.writeString(data.resolve("myid"), id + "\n");
        List<String> all = new ArrayList<>(lines);
        all.add("dataDir=" + data);
        Files.write(configuration(), all);
        Files.writeString(logging(), LOGBACK);
    }

    /** Writes everything the server reads at its start; the members with greater numbers than the last voter are observers. */
    void write(Map<String, String> settings, List<ServerHome> members, int lastVoter) throws IOException {
        Path data = Files.createDirectories(directory.resolve("data"));
        Map<String, String> lines = new TreeMap<>(settings);
        lines.put("dataDir", data.toString());
        lines.put("clientPort", Integer.toString(ports.client()));
        lines.put("clientPortAddress", "127.0.0.1");
        lines.put("admin.serverPort", Integer.toString(ports.admin()));
        if (members.size() > 1) {
            for (ServerHome member : members) {
                lines.put("server." + member.id(), member.peerAddress() + (member.id() > lastVoter ? ":observer" : ""));
            }
            Files.writeString(data.resolve("myid"), id + "\n");
        }
        Files.write(
                configuration(),
                lines.entrySet().stream()
                        .map(line -> line.getKey() + "=" + line.getValue())
                        .toList());
        Files.writeString(logging(), LOGBACK);
    }

    private String peerAddress() {
        return "127.0.0.1:" + ports.peer() + ":" + ports.election();
    }
}
