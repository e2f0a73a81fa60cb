package io.corral.it.badinput;

import io.corral.it.oracle.Subject;
import io.corral.it.rawclient.Arrival;
import io.corral.it.rawclient.Bytes;
import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.RawConnection;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.zookeeper.ZooDefs;
import org.junit.jupiter.api.Test;

/** Frames, headers and session matters of a client that already has a session. */
abstract class FramesSpecification extends BadInputSpecification {
    private static final int JUTE_MAX_BUFFER = 0xfffff;
    private static final int HEADER_BYTES = 8;

    FramesSpecification(SubjectKind kind) {
        super(kind);
    }

    @Test
    void impossible_lengths_close_the_connection_and_the_session_lives() throws Exception {
        List<Integer> lengths = List.of(-1, Integer.MIN_VALUE, Integer.MAX_VALUE, JUTE_MAX_BUFFER + 1);
        sameAsZooKeeper(subject -> {
            List<String> heard = new ArrayList<>();
            for (int length : lengths) {
                try (Guest guest = Guest.at(subject)) {
                    guest.connection().send(new Bytes().addInt(length).toArray());
                    heard.addAll(guest.hearToEnd());
                    heard.add(guest.afterwards());
                }
            }
            return heard;
        });
    }

    @Test
    void frames_too_short_for_a_header_close_the_connection() throws Exception {
        sameAsZooKeeper(subject -> {
            List<String> heard = new ArrayList<>();
            for (int length = 0; length < HEADER_BYTES; length++) {
                try (Guest guest = Guest.at(subject)) {
                    guest.connection().sendFrame(new byte[length]);
                    heard.addAll(guest.hearToEnd());
                    heard.add(guest.afterwards());
                }
            }
            return heard;
        });
    }

    @Test
    void data_up_to_the_limit_of_a_frame_is_stored_and_one_byte_more_closes_the_connection() throws Exception {
        sameAsZooKeeper(subject -> {
            List<String> heard = new ArrayList<>();
            try (Guest guest = Guest.at(subject)) {
                heard.addAll(guest.ask(
                        Requests.create(Opcode.CREATE, "/large", new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, 1)));
                int around = HEADER_BYTES
                        + Requests.setData("/large", new byte[0], -1).body().length;
                heard.addAll(guest.ask(Requests.setData("/large", new byte[JUTE_MAX_BUFFER - around], -1)));
                heard.addAll(guest.ask(Requests.getData("/large", false)));
                heard.addAll(guest.ask(Requests.setData("/large", new byte[JUTE_MAX_BUFFER - around + 1], -1)));
                heard.add(guest.afterwards());
            }
            return heard;
        });
    }

    @Test
    void unknown_operations_are_refused_and_the_connection_closed() throws Exception {
        List<Integer> opcodes =
                List.of(0, 10, 13, 23, 99, 108, 1000, -2, -3, -9, -12, Integer.MIN_VALUE, Integer.MAX_VALUE);
        sameAsZooKeeper(subject -> {
            List<String> heard = new ArrayList<>();
            for (int opcode : opcodes) {
                try (Guest guest = Guest.at(subject)) {
                    heard.add("opcode " + opcode);
                    heard.addAll(guest.ask(Requests.odd(opcode, new byte[20])));
                    heard.add(guest.afterwards());
                }
            }
            return heard;
        });
    }

    /** Whether ZooKeeper still answers what follows is a race there, so only the ends are compared. */
    @Test
    void a_connection_ends_with_an_unknown_operation_whatever_follows_it() throws Exception {
        sameAsZooKeeper(
                subject -> {
                    try (Guest guest = Guest.at(subject)) {
                        Request unknown = Requests.odd(99, new byte[0]);
                        guest.asks(List.of(unknown, Requests.exists("/", false), unknown));
                        return firstAndLast(guest.hearToEnd(), 1);
                    }
                },
                "reply xid=2 zxid=-1 err=-6",
                "closed");
    }

    /** Whether ZooKeeper still answers what follows is a race there, so only the ends are compared. */
    @Test
    void a_connection_ends_with_the_session_whatever_follows() throws Exception {
        sameAsZooKeeper(
                subject -> {
                    try (Guest guest = Guest.at(subject)) {
                        guest.asks(List.of(
                                Requests.sync("/"),
                                Requests.closeSession(),
                                Requests.exists("/", false),
                                Requests.closeSession()));
                        return firstAndLast(guest.hearToEnd(), 2);
                    }
                },
                "reply xid=2 zxid=+0 err=0 /",
                "reply xid=3 zxid=+1 err=0",
                "closed");
    }

    @Test
    void xids_are_echoed_whatever_they_are_except_for_pings() throws Exception {
        Request exists = Requests.exists("/zookeeper", false);
        sameAsZooKeeper(subject -> {
            List<String> heard = new ArrayList<>();
            try (Guest guest = Guest.at(subject)) {
                for (int xid : List.of(0, 1, 1, -3, -8, -2, Integer.MIN_VALUE, Integer.MAX_VALUE)) {
                    guest.connection().sendFrame(exists.bytes(xid));
                    heard.addAll(describeHeader(guest.client().next()));
                }
                for (int xid : List.of(7, 0, -8)) {
                    guest.connection().sendFrame(Requests.ping().bytes(xid));
                    heard.addAll(describeHeader(guest.client().next()));
                }
            }
            return heard;
        });
    }

    @Test
    void a_second_connection_of_a_session_ends_the_first() throws Exception {
        sameAsZooKeeper(
                subject -> {
                    List<String> heard = new ArrayList<>();
                    try (Guest first = Guest.at(subject);
                            Guest second = first.again()) {
                        heard.addAll(first.hearToEnd());
                        heard.add(second.afterwards());
                    }
                    return heard;
                },
                "closed",
                "connection lives");
    }

    @Test
    void a_wrong_password_ends_the_owners_connection_but_not_the_session() throws Exception {
        sameAsZooKeeper(subject -> {
            List<String> heard = new ArrayList<>();
            try (Guest owner = Guest.at(subject)) {
                Handshake wrong = Handshake.resume(owner.session(), 0).withPassword(RawClient.wrongPassword());
                try (Stranger stranger = Stranger.at(subject)) {
                    heard.add(stranger.saysFrame(wrong.bytes()).hearsHandshake());
                }
                heard.addAll(owner.hearToEnd());
                heard.add(owner.afterwards());
            }
            return heard;
        });
    }

    @Test
    void packets_sent_before_the_handshake_is_answered_are_served_behind_it() throws Exception {
        sameAsZooKeeper(subject -> {
            try (Stranger stranger = Stranger.at(subject)) {
                stranger.says(new Bytes()
                        .add(RawConnection.framed(Handshake.newSession(30_000).bytes()))
                        .add(RawConnection.framed(Requests.ping().bytes(-2)))
                        .add(RawConnection.framed(Requests.closeSession().bytes(1)))
                        .toArray());
                return List.of(
                        stranger.hearsHandshake(), "then " + stranger.hears().length() + " characters");
            }
        });
    }

    @Test
    void bad_credentials_close_the_connection_and_the_session_lives() throws Exception {
        byte[] noScheme = new Bytes().addInt(0).addInt(-1).addInt(-1).toArray();
        byte[] noData = new Bytes()
                .addInt(0)
                .addInt(6)
                .add("digest".getBytes(StandardCharsets.US_ASCII))
                .addInt(-1)
                .toArray();
        List<Request> auths = List.of(
                Requests.auth("nosuch", "x"),
                Requests.auth("world", "anyone"),
                Requests.auth("super", ""),
                Requests.auth("", ""),
                Requests.odd(Opcode.AUTH, noScheme),
                Requests.odd(Opcode.AUTH, noData),
                Requests.auth("digest", ""),
                Requests.auth("digest", ":"),
                Requests.auth("ip", "1.2.3.4"));
        sameAsZooKeeper(subject -> {
            List<String> heard = new ArrayList<>();
            for (Request auth : auths) {
                try (Guest guest = Guest.at(subject)) {
                    heard.add(auth.toString());
                    heard.addAll(guest.ask(auth));
                    heard.add(guest.afterwards());
                }
            }
            return heard;
        });
    }

    @Test
    void auth_packets_cut_short_get_the_same_answer() throws Exception {
        Request whole = Requests.auth("digest", "alice:secret");
        sameAsZooKeeper(subject -> {
            List<String> heard = new ArrayList<>();
            for (int length = 0; length < whole.body().length; length++) {
                heard.addAll(cutAuth(subject, whole, length));
            }
            return heard;
        });
    }

    private static List<String> cutAuth(Subject subject, Request whole, int length) throws IOException {
        try (Guest guest = Guest.at(subject)) {
            Request cut = Requests.odd(Opcode.AUTH, Arrays.copyOf(whole.body(), length));
            List<String> heard = new ArrayList<>(guest.ask(cut));
            heard.add(guest.afterwards());
            return heard;
        }
    }

    private static List<String> firstAndLast(List<String> heard, int first) {
        List<String> ends = new ArrayList<>(heard.subList(0, Math.min(first, heard.size())));
        ends.add(heard.get(heard.size() - 1));
        return ends;
    }

    private static List<String> describeHeader(Arrival arrival) {
        return arrival instanceof Arrival.Reply reply
                ? List.of("xid " + reply.xid() + " err " + reply.err() + " body of " + reply.body().length + " bytes")
                : List.of(arrival.getClass().getSimpleName());
    }
}
