package io.corral.it.badinput;

import io.corral.it.oracle.Subject;
import io.corral.it.rawclient.Bytes;
import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.zookeeper.ZooDefs;
import org.junit.jupiter.api.Test;

/** Requests of a client with a session whose records cannot be right. */
abstract class RecordsSpecification extends BadInputSpecification {
    private static final byte[] DATA = {1, 2, 3};
    private static final List<Request> WHOLE = List.of(
            Requests.create(Opcode.CREATE, "/whole", DATA, ZooDefs.Ids.OPEN_ACL_UNSAFE, 1),
            Requests.create(Opcode.CREATE2, "/whole", DATA, ZooDefs.Ids.OPEN_ACL_UNSAFE, 1),
            Requests.delete("/whole", 0),
            Requests.exists("/whole", false),
            Requests.getData("/whole", true),
            Requests.setData("/whole", DATA, 0),
            Requests.getAcl("/whole"),
            Requests.setAcl("/whole", ZooDefs.Ids.OPEN_ACL_UNSAFE, 0),
            Requests.getChildren("/whole", false),
            Requests.getChildren2("/whole", false),
            Requests.sync("/whole"),
            Requests.multi(Opcode.MULTI, List.of(Requests.check("/whole", 0), Requests.delete("/whole", 3))),
            Requests.multi(Opcode.MULTI_READ, List.of(Requests.getData("/whole", false))),
            Requests.setWatches(0, List.of("/whole"), List.of("/whole"), List.of("/whole")),
            Requests.setWatches2(
                    0, List.of("/whole"), List.of("/whole"), List.of("/whole"), List.of("/whole"), List.of("/whole")));

    RecordsSpecification(SubjectKind kind) {
        super(kind);
    }

    @Test
    void records_cut_short_anywhere_get_the_same_answer_and_the_connection_stays() throws Exception {
        for (Request whole : WHOLE) {
            sameAsZooKeeper(subject -> {
                List<String> heard = new ArrayList<>();
                try (Guest guest = Guest.at(subject)) {
                    for (int length = 0; length < whole.body().length; length++) {
                        heard.add(whole + " cut at " + length);
                        heard.addAll(guest.ask(cut(whole, length)));
                    }
                    heard.add(guest.afterwards());
                }
                return heard;
            });
        }
    }

    @Test
    void bytes_behind_a_record_are_ignored() throws Exception {
        sameAsZooKeeper(subject -> {
            List<String> heard = new ArrayList<>();
            try (Guest guest = Guest.at(subject)) {
                for (Request whole : WHOLE) {
                    byte[] longer = Arrays.copyOf(whole.body(), whole.body().length + 5);
                    heard.addAll(guest.ask(new Request(whole.opcode(), longer, "longer " + whole)));
                }
                heard.addAll(guest.ask(Requests.odd(Opcode.PING, new byte[100])));
            }
            return heard;
        });
    }

    @Test
    void hostile_lengths_of_strings_and_buffers_get_the_same_answer() throws Exception {
        List<Request> hostile = new ArrayList<>();
        for (int length : List.of(Integer.MAX_VALUE, Integer.MIN_VALUE, -2, 0x00ffffff, 100)) {
            byte[] path =
                    new Bytes().addInt(length).add(ascii("/path")).addInt(0).toArray();
            byte[] data = new Bytes()
                    .addInt(5)
                    .add(ascii("/path"))
                    .addInt(length)
                    .add(DATA)
                    .addInt(0)
                    .toArray();
            hostile.add(Requests.odd(Opcode.GET_DATA, path));
            hostile.add(Requests.odd(Opcode.EXISTS, path));
            hostile.add(Requests.odd(Opcode.DELETE, path));
            hostile.add(Requests.odd(Opcode.SYNC, path));
            hostile.add(Requests.odd(Opcode.SET_DATA, data));
            hostile.add(Requests.odd(Opcode.CREATE, data));
        }
        sameAsZooKeeper(subject -> conversation(subject, hostile));
    }

    @Test
    void hostile_vector_counts_get_the_same_answer() throws Exception {
        List<Request> hostile = new ArrayList<>();
        for (int count : List.of(Integer.MAX_VALUE, Integer.MIN_VALUE, -2, 1_000_000, 2)) {
            byte[] acl = new Bytes()
                    .addInt(5)
                    .add(ascii("/path"))
                    .addInt(0)
                    .addInt(count)
                    .addInt(31)
                    .toArray();
            byte[] watches = new Bytes().addLong(0).addInt(count).addInt(0).toArray();
            hostile.add(Requests.odd(Opcode.CREATE, acl));
            hostile.add(Requests.odd(Opcode.CREATE2, acl));
            hostile.add(Requests.odd(Opcode.SET_WATCHES, watches));
            hostile.add(Requests.odd(Opcode.SET_WATCHES2, watches));
        }
        sameAsZooKeeper(subject -> conversation(subject, hostile));
    }

    @Test
    void null_strings_lists_and_data_get_the_same_answer() throws Exception {
        List<Request> nulls = List.of(
                Requests.create(Opcode.CREATE, null, DATA, ZooDefs.Ids.OPEN_ACL_UNSAFE, 0),
                Requests.create(Opcode.CREATE, "/null-acl", DATA, null, 0),
                Requests.create(Opcode.CREATE2, "/null-data", null, ZooDefs.Ids.OPEN_ACL_UNSAFE, 1),
                Requests.getData("/null-data", false),
                Requests.delete(null, -1),
                Requests.exists(null, false),
                Requests.exists(null, true),
                Requests.getData(null, false),
                Requests.getAcl(null),
                Requests.setAcl("/null-data", null, -1),
                Requests.getChildren(null, false),
                Requests.getChildren2(null, false),
                Requests.sync(null));

        sameAsZooKeeper(subject -> conversation(subject, nulls));
    }

    @Test
    void paths_that_are_no_utf8_get_the_same_answer() throws Exception {
        List<byte[]> paths = List.of(
                new byte[] {'/', (byte) 0xff},
                new byte[] {'/', (byte) 0xc3},
                new byte[] {'/', (byte) 0xc0, (byte) 0x80},
                new byte[] {'/', (byte) 0xed, (byte) 0xa0, (byte) 0x80},
                new byte[] {'/', (byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80});
        sameAsZooKeeper(subject -> {
            List<Request> odd = new ArrayList<>();
            for (byte[] path : paths) {
                byte[] prefix = new Bytes().addInt(path.length).add(path).toArray();
                odd.add(Requests.odd(
                        Opcode.EXISTS, new Bytes().add(prefix).add(new byte[1]).toArray()));
                odd.add(Requests.odd(Opcode.SYNC, prefix));
                odd.add(Requests.odd(
                        Opcode.SET_DATA,
                        new Bytes().add(prefix).addInt(0).addInt(-1).toArray()));
            }
            return conversation(subject, odd);
        });
    }

    @Test
    void invalid_paths_get_the_same_answer() throws Exception {
        List<String> paths = List.of(
                "",
                "x",
                "x/y",
                "/",
                "//",
                "/x/",
                "/x//y",
                "/.",
                "/..",
                "/x/./y",
                "/x/../y",
                "/\u0000",
                "/x\u0000y",
                "/\u0001",
                "/\u001f",
                "/\u007f",
                "/\u009f",
                "/\ud83d\ude00",
                "/\uf8ff",
                "/\ufff0",
                "/\uffff");
        sameAsZooKeeper(subject -> {
            List<Request> requests = new ArrayList<>();
            for (String path : paths) {
                requests.add(Requests.create(Opcode.CREATE, path, DATA, ZooDefs.Ids.OPEN_ACL_UNSAFE, 0));
                requests.add(Requests.create(Opcode.CREATE2, "/missing" + path, DATA, ZooDefs.Ids.OPEN_ACL_UNSAFE, 2));
                requests.add(Requests.setData("/missing" + path, DATA, -1));
                requests.add(Requests.delete("/missing" + path, -1));
                requests.add(Requests.setAcl("/missing" + path, ZooDefs.Ids.OPEN_ACL_UNSAFE, -1));
                requests.add(Requests.exists("/missing" + path, true));
                requests.add(Requests.getData("/missing" + path, true));
                requests.add(Requests.getAcl("/missing" + path));
                requests.add(Requests.getChildren("/missing" + path, true));
                requests.add(Requests.sync(path));
                requests.add(Requests.multi(Opcode.MULTI, List.of(Requests.check("/missing" + path, -1))));
            }
            return conversation(subject, requests);
        });
    }

    @Test
    void multis_with_broken_structure_get_the_same_answer() throws Exception {
        Bytes endless = new Bytes();
        for (int i = 0; i < 100; i++) {
            endless.addInt(Opcode.CHECK)
                    .add(new byte[1])
                    .addInt(-1)
                    .add(Requests.check("/", -1).body());
        }
        byte[] done =
                new Bytes().addInt(Opcode.CHECK).add(new byte[] {1}).addInt(0).toArray();
        byte[] nested = Requests.multi(
                        Opcode.MULTI, List.of(Requests.multi(Opcode.MULTI, List.of(Requests.check("/", -1)))))
                .body();
        List<Request> broken = List.of(
                Requests.odd(Opcode.MULTI, endless.toArray()),
                Requests.odd(Opcode.MULTI, done),
                Requests.odd(Opcode.MULTI, nested),
                Requests.odd(Opcode.MULTI_READ, endless.toArray()),
                Requests.odd(Opcode.MULTI_READ, done),
                Requests.multi(Opcode.MULTI, List.of(Requests.closeSession())),
                Requests.multi(Opcode.MULTI, List.of(Requests.sync("/"))),
                Requests.multi(Opcode.MULTI, List.of(Requests.odd(99, new byte[0]))),
                Requests.multi(Opcode.MULTI_READ, List.of(Requests.ping())));
        sameAsZooKeeper(subject -> conversation(subject, broken));
    }

    private static List<String> conversation(Subject subject, List<Request> requests) throws IOException {
        List<String> heard = new ArrayList<>();
        try (Guest guest = Guest.at(subject)) {
            for (Request request : requests) {
                heard.add(request.toString());
                heard.addAll(guest.ask(request));
            }
            heard.add(guest.afterwards());
        }
        return heard;
    }

    private static Request cut(Request whole, int length) {
        return new Request(whole.opcode(), Arrays.copyOf(whole.body(), length), whole + " cut at " + length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
