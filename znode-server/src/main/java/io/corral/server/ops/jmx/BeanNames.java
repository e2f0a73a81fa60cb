package io.corral.server.ops.jmx;

import io.corral.server.status.ServerMode;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * Names of beans: a path of words, each under the key {@code name} and its place in the path, as ZooKeeper forms them.
 *
 * @param path the words above, from the outermost
 */
record BeanNames(List<String> path) {
    private static final String DOMAIN = "org.apache.ZooKeeperService";

    static BeanNames standalone(int clientPort) {
        return new BeanNames(List.of("StandaloneServer_port" + clientPort));
    }

    static BeanNames ofMember(long id) {
        return new BeanNames(List.of("ReplicatedServer_id" + id));
    }

    /** Where the beans of a serving server are: in an ensemble below its own entry and its role. */
    BeanNames under(ServerMode mode) {
        String id = path.get(0).replace("ReplicatedServer_id", "replica.");
        return switch (mode) {
            case LEADER -> below(id, "Leader");
            case FOLLOWER -> below(id, "Follower");
            case OBSERVER -> below(id, "Observer");
            case READ_ONLY -> below(id, "ReadOnlyServer");
            case STANDALONE, LOOKING -> this;
        };
    }

    private BeanNames below(String... more) {
        List<String> longer = new ArrayList<>(path);
        longer.addAll(List.of(more));
        return new BeanNames(List.copyOf(longer));
    }

    ObjectName server() {
        return name();
    }

    ObjectName member(long id) {
        return below("replica." + id).name();
    }

    ObjectName tree() {
        return below("InMemoryDataTree").name();
    }

    ObjectName connection(String ip, String sessionId) {
        return below("Connections", ip, sessionId).name();
    }

    @SuppressWarnings("JdkObsolete") // the only table that ObjectName takes
    private ObjectName name() {
        Hashtable<String, String> words = new Hashtable<>();
        for (int place = 0; place < path.size(); place++) {
            String word = path.get(place);
            words.put("name" + place, word.indexOf(':') >= 0 ? ObjectName.quote(word) : word);
        }
        try {
            return new ObjectName(DOMAIN, words);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException("no name for a bean: " + path, e);
        }
    }
}
