package io.corral.it.oracle;

import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;

/**
 * A random tree of nodes that servers clear away by themselves, each held back by a child until the forest is felled: until
 * then nothing is due, whatever the time.
 *
 * @param planting the requests that make the tree, one after the other
 * @param watching the requests by which an observer watches it
 * @param felling deletes some of the children that hold the others back, all at once
 */
record Forest(List<Request> planting, List<Request> watching, Request felling) {
    private static final List<ACL> OTHER_ACL = List.of(new ACL(ZooDefs.Perms.ALL, new Id("ip", "127.0.0.0/8")));
    private static final int CONTAINER = 4;
    private static final int TTL = 5;
    private static final int TTL_SEQUENTIAL = 6;
    private static final int PERSISTENT = 0;
    private static final int PERSISTENT_SEQUENTIAL = 2;
    private static final int MOST_TREES = 6;
    private static final int DEEPEST = 3;
    private static final long SHORT_MILLIS = 1;
    private static final long LONG_MILLIS = 3_600_000;

    /** The forest of a seed below {@code top}, which it plants too. */
    static Forest of(long seed, String top) {
        Grower grower = new Grower(new Dice(seed));
        grower.planting.add(plain(top));
        int trees = 1 + grower.dice.below(MOST_TREES);
        for (int i = 0; i < trees; i++) {
            grower.grow(top + "/n" + i, DEEPEST);
        }
        grower.watch(top);
        return new Forest(
                List.copyOf(grower.planting),
                List.copyOf(grower.watching),
                Requests.multi(Opcode.MULTI, grower.felling));
    }

    private static Request plain(String path) {
        return Requests.create(Opcode.CREATE, path, data(path), Ids.OPEN_ACL_UNSAFE, PERSISTENT);
    }

    private static byte[] data(String path) {
        return path.getBytes(StandardCharsets.UTF_8);
    }

    /** Collects what {@link Forest} holds. */
    private static final class Grower {
        private final Dice dice;
        private final List<Request> planting = new ArrayList<>();
        private final List<Request> watching = new ArrayList<>();
        private final List<Request> felling = new ArrayList<>();

        Grower(Dice dice) {
            this.dice = dice;
        }

        /** A node with a child that holds it back, perhaps with more nodes of the kind below it. */
        void grow(String path, int deep) {
            String node = path;
            int kind = dice.below(10);
            if (kind < 5) {
                together(
                        Requests.create(Opcode.CREATE_CONTAINER, node, data(node), Ids.OPEN_ACL_UNSAFE, CONTAINER),
                        plain(node + "/guard"));
            } else if (kind < 8) {
                long ttl = dice.chance(70) ? SHORT_MILLIS : LONG_MILLIS;
                together(Requests.createTtl(node, data(node), Ids.OPEN_ACL_UNSAFE, TTL, ttl), plain(node + "/guard"));
            } else if (kind < 9) {
                planting.add(plain(path));
                String prefix = path + "/s-";
                node = prefix + String.format("%010d", 0);
                together(
                        Requests.createTtl(prefix, data(path), Ids.OPEN_ACL_UNSAFE, TTL_SEQUENTIAL, SHORT_MILLIS),
                        plain(node + "/guard"));
            } else {
                together(plain(node), plain(node + "/guard"));
            }
            tend(node);
            watch(node);
            if (deep > 0 && dice.chance(50)) {
                grow(node + "/deeper", deep - 1);
            }
            if (dice.chance(75)) {
                felling.add(Requests.delete(node + "/guard", -1));
            }
        }

        /** Changes that must not keep it from going, and a child that may. */
        private void tend(String node) {
            if (dice.chance(40)) {
                planting.add(Requests.setData(node, data(node + " again"), -1));
            }
            if (dice.chance(20)) {
                planting.add(Requests.setAcl(node, OTHER_ACL, -1));
            }
            if (dice.chance(20)) {
                planting.add(Requests.create(
                        Opcode.CREATE2, node + "/q-", new byte[0], Ids.OPEN_ACL_UNSAFE, PERSISTENT_SEQUENTIAL));
            }
            if (dice.chance(20)) {
                planting.add(Requests.create(
                        Opcode.CREATE_CONTAINER, node + "/unused", new byte[0], Ids.OPEN_ACL_UNSAFE, CONTAINER));
            }
        }

        void watch(String node) {
            switch (dice.below(6)) {
                case 0 -> watching.add(Requests.addWatch(node, 0));
                case 1 -> watching.add(Requests.addWatch(node, 1));
                case 2 -> watching.add(Requests.exists(node, true));
                case 3 -> watching.add(Requests.getChildren(node, true));
                case 4 -> watching.add(Requests.getData(node, true));
                default -> watching.add(Requests.sync(node));
            }
        }

        private void together(Request node, Request guard) {
            planting.add(Requests.multi(Opcode.MULTI, List.of(node, guard)));
        }
    }
}
