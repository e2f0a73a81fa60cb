package io.corral.it.groups;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a {@link GroupNode} is told on its command line.
 *
 * @param id the node
 * @param groups it takes part in groups 1 to this
 * @param directory holds its log and its snapshots
 * @param clientPort loopback port for {@link NodeProcess}
 * @param peerPorts loopback ports of all nodes, by id
 */
record GroupNodePlan(long id, int groups, Path directory, int clientPort, Map<Long, Integer> peerPorts) {
    static GroupNodePlan parse(String[] words) {
        Map<Long, Integer> peerPorts = new TreeMap<>();
        for (String peer : words[4].split(",", -1)) {
            String[] parts = peer.split("=", -1);
            peerPorts.put(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
        }
        return new GroupNodePlan(
                Long.parseLong(words[0]),
                Integer.parseInt(words[1]),
                Path.of(words[2]),
                Integer.parseInt(words[3]),
                peerPorts);
    }

    List<String> words() {
        List<String> words = new ArrayList<>();
        words.add(Long.toString(id));
        words.add(Integer.toString(groups));
        words.add(directory.toString());
        words.add(Integer.toString(clientPort));
        words.add(peerPorts.entrySet().stream()
                .map(peer -> peer.getKey() + "=" + peer.getValue())
                .collect(Collectors.joining(",")));
        return words;
    }

    InetSocketAddress peerAddress(long node) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), peerPorts.get(node));
    }

    /** Where the other nodes are. */
    Map<Long, InetSocketAddress> others() {
        return peerPorts.keySet().stream()
                .filter(node -> node != id)
                .collect(Collectors.toMap(node -> node, this::peerAddress));
    }
}
