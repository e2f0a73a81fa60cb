package io.corral.it.badinput;

import io.corral.it.oracle.Subject;
import io.corral.it.rawclient.Bytes;
import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.RawConnection;
import io.corral.it.rawclient.Requests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The first bytes of a connection, when they are not a proper handshake. */
abstract class FirstBytesSpecification extends BadInputSpecification {
    private static final int JUTE_MAX_BUFFER = 0xfffff;
    private static final int WANTED_MILLIS = 30_000;

    FirstBytesSpecification(SubjectKind kind) {
        super(kind);
    }

    @Test
    void garbage_closes_the_connection() throws Exception {
        byte[] garbage = new byte[4096];
        new Random(7).nextBytes(garbage);
        garbage[0] = 'G';
        sameAsZooKeeper(subject -> heardBy(subject, garbage), "closed");
    }

    @Test
    void impossible_lengths_close_the_connection_without_waiting_for_the_bytes() throws Exception {
        List<Integer> lengths = List.of(-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x01000000, JUTE_MAX_BUFFER + 1);
        sameAsZooKeeper(
                subject -> {
                    List<String> heard = new ArrayList<>();
                    for (int length : lengths) {
                        try (Stranger stranger = Stranger.at(subject)) {
                            heard.add(stranger.announces(length).hears());
                        }
                    }
                    return heard;
                },
                "closed",
                "closed",
                "closed",
                "closed",
                "closed");
    }

    @Test
    void a_handshake_as_long_as_the_limit_is_taken() throws Exception {
        sameAsZooKeeper(subject -> handshakeAnswer(subject, new byte[JUTE_MAX_BUFFER]));
    }

    @Test
    void a_handshake_cut_short_anywhere_gets_the_same_answer() throws Exception {
        byte[] whole = Handshake.newSession(WANTED_MILLIS).bytes();
        sameAsZooKeeper(subject -> {
            List<String> heard = new ArrayList<>();
            for (int length = 0; length <= whole.length; length++) {
                heard.add(length + ": " + handshakeAnswer(subject, Arrays.copyOf(whole, length)));
            }
            return heard;
        });
    }

    @Test
    void a_frame_that_ends_with_the_connection_is_forgotten() throws Exception {
        sameAsZooKeeper(
                subject -> {
                    try (Stranger stranger = Stranger.at(subject)) {
                        return List.of(stranger.announces(100)
                                .says(new byte[10])
                                .finishes()
                                .hears());
                    }
                },
                "closed");
    }

    @Test
    void unusual_but_readable_handshakes_are_answered() throws Exception {
        Handshake usual = Handshake.newSession(WANTED_MILLIS);
        List<byte[]> unusual = List.of(
                handshake(5, 0, WANTED_MILLIS, 0, 16),
                handshake(-1, -1, WANTED_MILLIS, 0, 16),
                handshake(0, 0, -1, 0, 16),
                handshake(0, 0, 0, 0, 16),
                handshake(0, 0, Integer.MIN_VALUE, 0, 16),
                handshake(0, 0, WANTED_MILLIS, 0, 0),
                handshake(0, 0, WANTED_MILLIS, 0, 1000),
                handshake(0, 0, WANTED_MILLIS, 0x123456789L, 16),
                handshake(0, 0, WANTED_MILLIS, -1, 16),
                handshake(0, 0, WANTED_MILLIS, Long.MIN_VALUE, 0),
                usual.withLastZxidSeen(Long.MAX_VALUE).bytes(),
                usual.withLastZxidSeen(1L << 40).bytes(),
                usual.withoutReadOnlyByte().bytes(),
                withNullPassword());
        sameAsZooKeeper(subject -> {
            List<String> heard = new ArrayList<>();
            for (byte[] bytes : unusual) {
                heard.addAll(handshakeAnswer(subject, bytes));
            }
            return heard;
        });
    }

    @Test
    void hostile_password_lengths_get_the_same_answer() throws Exception {
        sameAsZooKeeper(subject -> {
            List<String> heard = new ArrayList<>();
            for (int length : List.of(-2, Integer.MIN_VALUE, Integer.MAX_VALUE, 17, JUTE_MAX_BUFFER)) {
                Bytes bytes =
                        new Bytes().addInt(0).addLong(0).addInt(WANTED_MILLIS).addLong(0);
                heard.addAll(handshakeAnswer(
                        subject, bytes.addInt(length).add(new byte[16]).toArray()));
            }
            return heard;
        });
    }

    @Test
    void a_connection_that_never_finishes_its_handshake_is_closed() throws Exception {
        List<byte[]> beginnings =
                List.of(new byte[0], new byte[2], new byte[] {0, 0, 0, 45}, new byte[] {0, 0, 0, 45, 0});
        sameAsZooKeeper(
                subject -> {
                    List<Stranger> strangers = new ArrayList<>();
                    List<String> heard = new ArrayList<>();
                    for (byte[] beginning : beginnings) {
                        strangers.add(Stranger.at(subject).says(beginning));
                    }
                    for (Stranger stranger : strangers) {
                        heard.add(stranger.hears());
                        stranger.close();
                    }
                    return heard;
                },
                "closed",
                "closed",
                "closed",
                "closed");
    }

    @Test
    void a_handshake_that_trickles_in_byte_by_byte_is_taken() throws Exception {
        sameAsZooKeeper(subject -> {
            try (Stranger stranger = Stranger.at(subject)) {
                for (byte one :
                        RawConnection.framed(Handshake.newSession(WANTED_MILLIS).bytes())) {
                    stranger.says(new byte[] {one});
                }
                return List.of(stranger.hearsHandshake());
            }
        });
    }

    @Test
    void other_protocols_are_turned_away() throws Exception {
        byte[] clientHello = {0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, (byte) 0xfc, 0x03, 0x03};
        sameAsZooKeeper(
                subject -> {
                    List<String> heard = new ArrayList<>();
                    heard.addAll(heardBy(
                            subject, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
                    heard.addAll(heardBy(subject, clientHello));
                    return heard;
                },
                "closed",
                "closed");
    }

    @Test
    void a_session_that_was_closed_cannot_be_continued() throws Exception {
        sameAsZooKeeper(subject -> {
            try (Guest guest = Guest.at(subject);
                    RawClient closing = guest.client()) {
                guest.ask(Requests.closeSession());
                Handshake handshake = Handshake.resume(guest.session(), closing.lastZxid());
                return handshakeAnswer(subject, handshake.bytes());
            }
        });
    }

    private static List<String> heardBy(Subject subject, byte[] bytes) throws IOException {
        try (Stranger stranger = Stranger.at(subject)) {
            return List.of(stranger.says(bytes).hears());
        }
    }

    private static List<String> handshakeAnswer(Subject subject, byte[] payload) throws IOException {
        try (Stranger stranger = Stranger.at(subject)) {
            return List.of(stranger.saysFrame(payload).hearsHandshake());
        }
    }

    private static byte[] handshake(int version, long zxid, int timeoutMillis, long sessionId, int passwordLength) {
        return new Bytes()
                .addInt(version)
                .addLong(zxid)
                .addInt(timeoutMillis)
                .addLong(sessionId)
                .addInt(passwordLength)
                .add(new byte[passwordLength + 1])
                .toArray();
    }

    private static byte[] withNullPassword() {
        return new Bytes()
                .addInt(0)
                .addLong(0)
                .addInt(WANTED_MILLIS)
                .addLong(0)
                .addInt(-1)
                .add(new byte[1])
                .toArray();
    }
}
