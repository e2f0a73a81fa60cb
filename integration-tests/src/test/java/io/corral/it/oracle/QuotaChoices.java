package io.corral.it.oracle;

import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.ZooDefs;

/**
 * Random quotas on a few paths of a script, made as ZooKeeper's command line makes them. Their texts are always well-formed:
 * anything else ends a ZooKeeper server.
 */
final class QuotaChoices {
    private static final String QUOTA = "/zookeeper/quota";
    private static final List<String> LIMITED = List.of("", "/a", "/a", "/b", "/a/x");
    private static final int PERSISTENT = 0;

    private final Dice dice;
    private final String top;

    QuotaChoices(Dice dice, String top) {
        this.dice = dice;
        this.top = top;
    }

    /** Requests that together put a quota on a path; sent one after the other. */
    List<Request> setUp() {
        String limited = top + dice.oneOf(LIMITED);
        List<Request> requests = new ArrayList<>();
        for (int end = limited.indexOf('/', 1); end > 0; end = limited.indexOf('/', end + 1)) {
            requests.add(create(QUOTA + limited.substring(0, end), ""));
        }
        requests.add(create(QUOTA + limited, ""));
        requests.add(create(limitsOf(limited), limits()));
        requests.add(create(statisticsOf(limited), "count=0,bytes=0"));
        return requests;
    }

    /** A look at a quota, or a change of it. */
    Request any() {
        String limited = top + dice.oneOf(LIMITED);
        int point = dice.below(100);
        if (point < 60) {
            return Requests.getData(statisticsOf(limited), dice.chance(30));
        }
        if (point < 75) {
            return Requests.setData(limitsOf(limited), limits().getBytes(StandardCharsets.UTF_8), -1);
        }
        if (point < 85) {
            return Requests.delete(limitsOf(limited), -1);
        }
        return point < 95 ? Requests.delete(statisticsOf(limited), -1) : create(limitsOf(limited), limits());
    }

    private String limits() {
        List<String> pairs = new ArrayList<>();
        pairs.add("count=" + limit(15));
        pairs.add("bytes=" + limit(300));
        if (dice.chance(60)) {
            pairs.add("countHardLimit=" + limit(15));
        }
        if (dice.chance(60)) {
            pairs.add("byteHardLimit=" + limit(300));
        }
        return String.join(dice.chance(50) ? "," : ";", pairs);
    }

    private int limit(int bound) {
        return dice.below(bound + 1) - 1;
    }

    private static Request create(String path, String data) {
        return Requests.create(
                Opcode.CREATE2, path, data.getBytes(StandardCharsets.UTF_8), ZooDefs.Ids.OPEN_ACL_UNSAFE, PERSISTENT);
    }

    private static String limitsOf(String path) {
        return QUOTA + path + "/zookeeper_limits";
    }

    private static String statisticsOf(String path) {
        return QUOTA + path + "/zookeeper_stats";
    }
}
