package io.corral.it.fuzz;

import io.corral.it.oracle.RandomRequests;
import io.corral.it.rawclient.Bytes;
import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.RawConnection;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import io.corral.it.rawclient.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.zookeeper.ZooDefs.Ids;
import org.jspecify.annotations.Nullable;

/** What comes to a bad client's mind: bytes that have the structure of the protocol, and mostly some fault in it. */
final class Mind {
    private static final int LONGEST_STORM = 60;
    private static final int LONGEST_GARBAGE = 3_000;
    private static final int SHORT_SESSION_MILLIS = 1_000;
    private static final int LARGE_DATA = 50_000;
    private static final int MANY = 5_000;
    private static final List<String> WORDS = List.of(
            "ruok", "srvr", "stat", "mntr", "cons", "dump", "wchs", "wchc", "wchp", "envi", "conf", "isro", "dirs",
            "hash", "gtmk", "stmk", "nope");

    private final Random random;
    private final RandomRequests requests;
    private final String top;

    Mind(long seed, String top) {
        this.random = new Random(seed);
        this.requests = new RandomRequests(seed, top);
        this.top = top;
    }

    /** Whether the next storm keeps to the lengths of frames, so that every request in it can be told from the next. */
    boolean keepsFrames() {
        return random.nextInt(100) < 80;
    }

    boolean greetsProperly() {
        return random.nextInt(100) < 85;
    }

    boolean saysGoodbye() {
        return random.nextInt(100) < 40;
    }

    boolean waitsForAnswers() {
        return random.nextInt(100) < 80;
    }

    /** A handshake for a new session or one of an earlier session, which may be anyone's. */
    Handshake greeting(@Nullable Session earlier) {
        Handshake fresh = Handshake.newSession(SHORT_SESSION_MILLIS);
        if (earlier == null || random.nextInt(100) < 60) {
            return random.nextBoolean() ? fresh : fresh.withoutReadOnlyByte();
        }
        Handshake resumption = Handshake.resume(earlier, random.nextInt(3));
        return random.nextInt(100) < 20 ? resumption.withPassword(new byte[random.nextInt(40)]) : resumption;
    }

    /** First bytes that are no proper greeting. */
    byte[] rudeGreeting() {
        return switch (random.nextInt(4)) {
            case 0 -> garbage();
            case 1 -> WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.US_ASCII);
            case 2 ->
                broken(RawConnection.framed(
                        Handshake.newSession(SHORT_SESSION_MILLIS).bytes()));
            default ->
                new Bytes()
                        .add(RawConnection.framed(
                                Handshake.newSession(SHORT_SESSION_MILLIS).bytes()))
                        .add(frames())
                        .toArray();
        };
    }

    /** Several requests, each in a frame of its own. */
    byte[] frames() {
        Bytes all = new Bytes();
        for (int count = 1 + random.nextInt(LONGEST_STORM); count > 0; count--) {
            Request request = request();
            int xid = random.nextInt(10) == 0 ? random.nextInt() : request.xidOr(count);
            all.add(RawConnection.framed(request.bytes(xid)));
        }
        return all.toArray();
    }

    /** The same with damage that does not stop at the ends of frames. */
    byte[] brokenFrames() {
        return broken(frames());
    }

    /** The bytes in pieces, as they may arrive. */
    List<byte[]> pieces(byte[] whole) {
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        while (from < whole.length) {
            int length = random.nextInt(100) < 30 ? 1 + random.nextInt(50) : whole.length - from;
            int to = Math.min(whole.length, from + length);
            pieces.add(Arrays.copyOfRange(whole, from, to));
            from = to;
        }
        return pieces;
    }

    private Request request() {
        int point = random.nextInt(100);
        if (point < 35) {
            return requests.any();
        }
        if (point < 85) {
            return requests.damaged();
        }
        if (point < 88) {
            return requests.credentials();
        }
        return point < 97 ? strange() : Requests.odd(random.nextInt(240) - 20, garbage());
    }

    /** Well-formed requests that no comparison with ZooKeeper dares to send. */
    private Request strange() {
        return switch (random.nextInt(12)) {
            case 0 -> Requests.createTtl(top + "/ttl", new byte[0], Ids.OPEN_ACL_UNSAFE, random.nextInt(8), -1);
            case 1 -> Requests.odd(20, Requests.sync(top).body());
            case 2 -> Requests.odd(Opcode.CREATE_SESSION, new byte[random.nextInt(8)]);
            case 3 -> quota();
            case 4 -> Requests.setData(top, new byte[random.nextInt(LARGE_DATA)], -1);
            case 5 -> Requests.setWatches2(random.nextLong(), many(), many(), many(), many(), many());
            case 6 -> Requests.multi(Opcode.MULTI, manyRequests());
            case 7 -> Requests.multi(Opcode.MULTI_READ, manyRequests());
            case 8 -> Requests.sasl(garbage());
            case 9 -> Requests.auth("digest", "a".repeat(random.nextInt(MANY)));
            case 10 -> Requests.reconfig(text(), text());
            default ->
                Requests.create(
                        Opcode.CREATE2, top + "/a".repeat(random.nextInt(MANY)), new byte[0], Ids.OPEN_ACL_UNSAFE, 0);
        };
    }

    private Request quota() {
        String node = "/zookeeper/quota" + top + (random.nextBoolean() ? "" : "/zookeeper_limits");
        byte[] text = text().getBytes(StandardCharsets.UTF_8);
        return random.nextBoolean()
                ? Requests.create(Opcode.CREATE, node, text, Ids.OPEN_ACL_UNSAFE, 0)
                : Requests.setData(node, text, -1);
    }

    private List<String> many() {
        List<String> paths = new ArrayList<>();
        for (int count = random.nextInt(200); count > 0; count--) {
            paths.add(random.nextInt(10) == 0 ? text() : top + "/w" + random.nextInt(50));
        }
        return paths;
    }

    private List<Request> manyRequests() {
        List<Request> many = new ArrayList<>();
        for (int count = random.nextInt(100); count > 0; count--) {
            many.add(random.nextInt(10) == 0 ? requests.damaged() : requests.any());
        }
        return many;
    }

    private String text() {
        return new String(garbage(), 0, 16, StandardCharsets.ISO_8859_1);
    }

    private byte[] garbage() {
        byte[] garbage = new byte[16 + random.nextInt(LONGEST_GARBAGE)];
        random.nextBytes(garbage);
        return garbage;
    }

    private byte[] broken(byte[] whole) {
        Bytes broken = new Bytes();
        int cut = random.nextInt(whole.length);
        byte[] start = Arrays.copyOf(whole, cut);
        for (int flips = random.nextInt(4); flips > 0 && cut > 0; flips--) {
            start[random.nextInt(cut)] = (byte) random.nextInt();
        }
        broken.add(start);
        if (random.nextBoolean()) {
            broken.add(garbage());
        }
        if (random.nextBoolean()) {
            broken.add(Arrays.copyOfRange(whole, cut, whole.length));
        }
        return broken.toArray();
    }
}
