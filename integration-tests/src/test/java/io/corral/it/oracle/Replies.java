package io.corral.it.oracle;

import io.corral.it.rawclient.Arrival;
import io.corral.it.rawclient.RawClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the replies to requests that were sent together. They come in order, but for those to credentials: these are given at once,
 * so where they stand among the others says nothing. Unless credentials were sent first of all, they are put first, and left out when
 * the connection ended on the way.
 */
record Replies(RawClient client) {
    private static final int AUTH_XID = -4;

    /** Everything that arrives up to the last reply, or the end of the connection. */
    List<Arrival> to(List<Integer> xids) throws IOException {
        boolean overtaking = !xids.isEmpty() && xids.get(0) != AUTH_XID && xids.size() > 1;
        List<Integer> missing = new ArrayList<>(xids);
        List<Arrival> first = new ArrayList<>();
        List<Arrival> inOrder = new ArrayList<>();
        while (!missing.isEmpty()) {
            Arrival next = client.next();
            boolean early = overtaking && next instanceof Arrival.Reply reply && reply.xid() == AUTH_XID;
            (early ? first : inOrder).add(next);
            if (next instanceof Arrival.Closed) {
                return inOrder;
            }
            if (next instanceof Arrival.Reply reply) {
                missing.remove((Integer) reply.xid());
            }
        }
        first.addAll(inOrder);
        return first;
    }
}
