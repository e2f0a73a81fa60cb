package io.corral.bench.load;

import java.util.SplittableRandom;

/** What the clients ask for. */
public enum Workload {
    /** New nodes with data, each connection under a parent of its own. */
    CREATE {
        @Override
        int write(Requests requests, SplittableRandom random, int xid) {
            return requests.create(xid);
        }
    },
    /** New data for one of the prepared nodes, chosen evenly. */
    SET {
        @Override
        int write(Requests requests, SplittableRandom random, int xid) {
            return requests.set(xid, random.nextInt(requests.keys()));
        }
    },
    /** The data of one of the prepared nodes, chosen evenly. */
    GET {
        @Override
        int write(Requests requests, SplittableRandom random, int xid) {
            return requests.get(xid, random.nextInt(requests.keys()));
        }
    },
    /** Seven gets in ten, three sets. */
    MIXED {
        @Override
        int write(Requests requests, SplittableRandom random, int xid) {
            return (random.nextInt(10) < 7 ? GET : SET).write(requests, random, xid);
        }
    };

    /** Writes the next request, and returns the length in bytes that a good answer has. */
    abstract int write(Requests requests, SplittableRandom random, int xid);
}
