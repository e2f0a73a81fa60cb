package io.corral.it.oracle;

import io.corral.it.rawclient.Arrival;
import io.corral.it.rawclient.Opcode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.zookeeper.proto.WatcherEvent;

/** Writes out what arrived on a connection, in the order it arrived. */
public final class ArrivalText implements Arrival.Visitor<String> {
    private final Names names;
    private final BodyText bodies;
    private final Map<Integer, Integer> opcodeOfXid = new HashMap<>();

    /** For one connection. */
    public ArrivalText(Names names) {
        this.names = names;
        this.bodies = new BodyText(names);
    }

    /** Says what the reply with {@code xid} will be the reply to. */
    public void expect(int xid, int opcode) {
        opcodeOfXid.put(xid, opcode);
    }

    /** A line for each arrival. */
    public List<String> lines(List<Arrival> arrivals) {
        List<String> lines = new ArrayList<>();
        int unordered = 0;
        for (Arrival arrival : arrivals) {
            lines.add(arrival.accept(this));
            boolean ofClose = arrival instanceof Arrival.Event event && names.isClose(event.zxid());
            unordered = ofClose ? unordered + 1 : 0;
            Collections.sort(lines.subList(lines.size() - unordered, lines.size()));
        }
        return lines;
    }

    @Override
    public String reply(Arrival.Reply reply) {
        int opcode = opcodeOfXid.getOrDefault(reply.xid(), Opcode.PING);
        String body = reply.err() == 0 ? bodies.success(opcode, reply.body()) : bodies.failure(opcode, reply.body());
        return "reply xid=" + reply.xid() + " zxid=" + names.zxid(reply.zxid()) + " err=" + reply.err()
                + (body.isEmpty() ? "" : " " + body);
    }

    @Override
    public String event(Arrival.Event event) {
        WatcherEvent watcher = event.event();
        return "event zxid=" + names.zxid(event.zxid()) + " type=" + watcher.getType() + " state=" + watcher.getState()
                + " " + watcher.getPath();
    }

    @Override
    public String closed() {
        return "closed";
    }
}
