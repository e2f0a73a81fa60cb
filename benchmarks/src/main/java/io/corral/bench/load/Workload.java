package io.corral.bench.load;

import java.util.SplittableRandom;

/** What the clients ask for. */
public enum Workload {
    /** New nodes with data, each connection under a parent of its own. */
    CREATE {
        @Override
        void write(Requests requests, SplittableRandom random, int xid) {
            requests.create(xid);
        }
    },
    /** New data for one of the prepared nodes, chosen evenly. */
    SET {
        @Override
        void write(Requests requests, SplittableRandom random, int xid) {
            requests.set(xid, random.nextInt(requests.keys()));
        }
    },
    /** The data of one of the prepared nodes, chosen evenly. */
    GET {
        @Override
        void write(Requests requests, SplittableRandom random, int xid) {
            requests.get(xid, random.nextInt(requests.keys()));
        }
    },
    /** Seven gets in ten, three sets. */
    MIXED {
        @Override
        void write(Requests requests, SplittableRandom random, int xid) {
            (random.nextInt(10) < 7 ? GET : SET).write(requests, random, xid);
        }
    };

    /** Writes the next request. */
    abstract void write(Requests requests, SplittableRandom random, int xid);
}
