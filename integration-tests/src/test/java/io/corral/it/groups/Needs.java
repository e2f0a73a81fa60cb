package io.corral.it.groups;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What nodes use of the machine besides memory.
 *
 * @param threads the names of each node's threads
 * @param logFiles the number of files of each node's log
 * @param connections connections between the nodes, all together; -1 where the system does not tell
 */
record Needs(List<String> threads, List<Long> logFiles, long connections) {
    private static final String ESTABLISHED = "01";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;

    static Needs of(List<NodeProcess> nodes, Set<Integer> peerPorts) throws IOException {
        return new Needs(
                nodes.stream().map(node -> node.ask("threads").orElse("")).toList(),
                nodes.stream().map(NodeProcess::logFiles).toList(),
                connections(peerPorts));
    }

    private static long connections(Set<Integer> peerPorts) throws IOException {
        List<String> sockets = new ArrayList<>();
        for (Path table : List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"))) {
            if (Files.exists(table)) {
                sockets.addAll(Files.readAllLines(table));
            }
        }
        return sockets.isEmpty()
                ? -1
                : sockets.stream()
                        .map(line -> line.strip().split("\\s+"))
                        .filter(columns -> columns[STATE].equals(ESTABLISHED))
                        .filter(columns -> peerPorts.contains(port(columns[LOCAL_ADDRESS])))
                        .count();
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
    }
}
