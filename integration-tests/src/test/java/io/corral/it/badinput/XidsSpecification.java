package io.corral.it.badinput;

import io.corral.it.ensemble.FourLetterWord;
import io.corral.it.oracle.Subject;
import io.corral.it.rawclient.Arrival;
import io.corral.it.rawclient.Bytes;
import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.RawConnection;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.zookeeper.ZooDefs;
import org.junit.jupiter.api.Test;

/** Requests whose numbers are those that the protocol keeps for other things: what a request is follows from its type alone. */
abstract class XidsSpecification extends BadInputSpecification {
    private static final List<Integer> ODD_XIDS = List.of(0, -1, -2, -3, -4, -8, -9, Integer.MIN_VALUE);
    private static final Pattern LAST_REQUEST = Pattern.compile("lop=(\\w+),.*?,(lcxid=0x[0-9a-f]+,)?lzxid=");

    XidsSpecification(SubjectKind kind) {
        super(kind);
    }

    @Test
    void requests_of_every_kind_are_what_their_type_says() throws Exception {
        List<Request> kinds = List.of(
                create("/odd-xid"),
                Requests.setData("/odd-xid", new byte[1], -1),
                Requests.sync("/odd-xid"),
                Requests.exists("/missing", true),
                Requests.setWatches(0, List.of(), List.of("/odd-xid"), List.of()),
                Requests.setWatches2(0, List.of(), List.of(), List.of(), List.of("/missing"), List.of()),
                Requests.auth("digest", "ada:secret"),
                Requests.sasl(new byte[0]),
                Requests.ping(),
                Requests.multi(Opcode.MULTI, List.of(Requests.check("/odd-xid", -1))),
                Requests.multi(Opcode.MULTI_READ, List.of(Requests.getChildren("/odd-xid", false))),
                Requests.delete("/odd-xid", -1));
        sameAsZooKeeper(subject -> {
            List<String> heard = new ArrayList<>();
            try (Guest guest = Guest.at(subject)) {
                for (int xid : ODD_XIDS) {
                    for (Request request : kinds) {
                        heard.add(request + " as " + xid);
                        heard.addAll(guest.askAs(xid, request));
                    }
                }
            }
            return heard;
        });
    }

    @Test
    void failed_authentication_is_told_under_the_number_it_came_with_and_ends_the_connection() throws Exception {
        sameAsZooKeeper(subject -> {
            List<String> heard = new ArrayList<>();
            for (int xid : List.of(0, -1, -8, 12)) {
                try (Guest guest = Guest.at(subject)) {
                    heard.addAll(guest.askAs(xid, Requests.auth("nobody's", "scheme")));
                    heard.addAll(guest.hearToEnd());
                }
            }
            return heard;
        });
    }

    @Test
    void answers_come_in_the_order_of_the_requests_whatever_their_numbers() throws Exception {
        sameAsZooKeeper(subject -> {
            List<String> heard = new ArrayList<>();
            try (Guest guest = Guest.at(subject)) {
                Bytes together = new Bytes();
                int last = 77;
                for (Numbered each : List.of(
                        new Numbered(-2, create("/in-order")),
                        new Numbered(0, Requests.exists("/in-order", true)),
                        new Numbered(5, Requests.ping()),
                        new Numbered(-4, Requests.setData("/in-order", new byte[3], -1)),
                        new Numbered(-8, Requests.getData("/in-order", false)),
                        new Numbered(-3, Requests.setWatches(0, List.of(), List.of("/in-order"), List.of())),
                        new Numbered(-8, Requests.delete("/in-order", 7)),
                        new Numbered(-9, Requests.sync("/in-order")),
                        new Numbered(0, Requests.delete("/in-order", -1)),
                        new Numbered(last, Requests.exists("/in-order", false)))) {
                    together.add(RawConnection.framed(each.request().bytes(each.xid())));
                }
                guest.connection().send(together.toArray());
                for (Arrival arrival = guest.client().next();
                        !ends(arrival, last);
                        arrival = guest.client().next()) {
                    heard.add(inShort(arrival));
                }
            }
            return heard;
        });
    }

    @Test
    void operators_are_shown_the_last_number_that_is_not_negative_and_nothing_of_writes_that_failed() throws Exception {
        sameAsZooKeeper(subject -> {
            List<String> heard = new ArrayList<>();
            try (Guest guest = Guest.at(subject)) {
                for (Numbered each : List.of(
                        new Numbered(5, Requests.exists("/", false)),
                        new Numbered(-2, Requests.ping()),
                        new Numbered(6, Requests.exists("/missing", false)),
                        new Numbered(-8, Requests.setWatches(0, List.of(), List.of(), List.of())),
                        new Numbered(0, Requests.getData("/", false)),
                        new Numbered(-4, Requests.auth("digest", "ada:secret")),
                        new Numbered(9, create("/shown")),
                        new Numbered(10, create("/shown")),
                        new Numbered(11, Requests.ping()),
                        new Numbered(12, Requests.setData("/shown", new byte[1], 7)),
                        new Numbered(13, Requests.odd(Opcode.GET_DATA, new byte[2])),
                        new Numbered(14, Requests.odd(Opcode.CREATE, new byte[2])),
                        new Numbered(15, Requests.multi(Opcode.MULTI, List.of(Requests.check("/missing", -1)))),
                        new Numbered(16, Requests.odd(Opcode.MULTI, new byte[2])),
                        new Numbered(17, Requests.delete("/shown", -1)))) {
                    guest.askAs(each.xid(), each.request());
                    heard.add(each.request() + " as " + each.xid() + ": " + shownOf(subject, guest));
                }
            }
            return heard;
        });
    }

    private static String shownOf(Subject subject, Guest guest) {
        String session = ",sid=0x" + Long.toHexString(guest.session().id()) + ",";
        String shown = FourLetterWord.ask(subject.server().getPort(), "cons")
                .lines()
                .filter(line -> line.contains(session))
                .findFirst()
                .orElse("no such connection");
        Matcher fields = LAST_REQUEST.matcher(shown);
        return fields.find() ? fields.group(1) + " " + fields.group(2) : shown;
    }

    private static boolean ends(Arrival arrival, int xid) {
        return arrival instanceof Arrival.Closed || arrival instanceof Arrival.Reply reply && reply.xid() == xid;
    }

    private static String inShort(Arrival arrival) {
        return arrival instanceof Arrival.Reply reply
                ? "xid " + reply.xid() + " err " + reply.err() + " body of " + reply.body().length + " bytes"
                : arrival instanceof Arrival.Event event ? "event " + event.event() : "closed";
    }

    private static Request create(String path) {
        return Requests.create(Opcode.CREATE, path, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, 0);
    }

    /** A request and the number it is sent with. */
    private record Numbered(int xid, Request request) {}
}
