package io.corral.it.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.oracle.CorralSubject;
import io.corral.it.oracle.Subject;
import io.corral.it.oracle.SubjectSettings;
import io.corral.it.oracle.ZooKeeperSubject;
import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.io.IOException;
import java.util.List;
import org.apache.zookeeper.ZooDefs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What ZooKeeper answers to requests of the right shape that make no sense, and that Corral answers the same. They stand apart
 * from the specifications because the answers follow no rule: they are what ZooKeeper's code happens to do.
 */
@DisplayName("Requests that no client library sends")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddRequestsTest {
    private static final byte[] DATA = {1};

    private Subject zooKeeper;
    private Subject corral;

    @BeforeAll
    void start() throws Exception {
        zooKeeper = ZooKeeperSubject.start(SubjectSettings.generous());
        corral = CorralSubject.start(1, SubjectSettings.generous());
    }

    @AfterAll
    void stop() {
        if (corral != null) {
            corral.close();
        }
        if (zooKeeper != null) {
            zooKeeper.close();
        }
    }

    @Test
    @DisplayName("createSession sent as a request consumes a zxid")
    void create_session_as_a_request() throws Exception {
        Request request = Requests.odd(Opcode.CREATE_SESSION, new byte[0]);
        bothSay(request, "reply xid=2 zxid=+1 err=-5");
    }

    @Test
    @DisplayName("a multi with a null ACL is the one unreadable multi that consumes no zxid")
    void multi_with_a_null_acl() throws Exception {
        int persistentWithTtl = 5;
        for (int flags : new int[] {0, persistentWithTtl}) {
            Request request = Requests.multi(
                    Opcode.MULTI, List.of(Requests.create(Opcode.CREATE, "/null-acl", DATA, null, flags)));
            bothSay(request, "reply xid=2 zxid=+0 err=-5");
        }
        int meaningless = 7;
        Request request =
                Requests.multi(Opcode.MULTI, List.of(Requests.create(Opcode.CREATE, "/x", DATA, null, meaningless)));
        bothSay(request, "reply xid=2 zxid=+1 err=-5");
    }

    @Test
    @DisplayName("a null path is a bad argument in setData and setACL, and unreadable everywhere else")
    void null_paths_of_set_data_and_set_acl() throws Exception {
        for (Request request :
                List.of(Requests.setData(null, DATA, -1), Requests.setAcl(null, ZooDefs.Ids.OPEN_ACL_UNSAFE, -1))) {
            bothSay(request, "reply xid=2 zxid=+1 err=-8");
        }
    }

    @Test
    @DisplayName("a null path inside a multi or multiRead fails all of it")
    void null_paths_inside_multi() throws Exception {
        Request writes = Requests.multi(Opcode.MULTI, List.of(Requests.check(null, -1)));
        bothSay(writes, "reply xid=2 zxid=+1 err=-5");
        Request reads = Requests.multi(Opcode.MULTI_READ, List.of(Requests.getData(null, false)));
        bothSay(reads, "reply xid=2 zxid=+0 err=-5 [end -1/-1]");
    }

    @Test
    @DisplayName("a multiRead ends at a null path, with the results so far")
    void null_path_later_in_multi_read() throws Exception {
        Request reads = Requests.multi(
                Opcode.MULTI_READ, List.of(Requests.getData("/missing", false), Requests.getData(null, false)));
        bothSay(reads, "reply xid=2 zxid=+0 err=-5 [-1/-101 error -101, end -1/-1]");
    }

    @Test
    @DisplayName("null lists of watches are unreadable")
    void null_lists_of_watches() throws Exception {
        for (Request request : List.of(
                Requests.setWatches(0, null, null, null),
                Requests.setWatches2(0, null, null, null, List.of(), List.of()))) {
            bothSay(request, "reply xid=-8 zxid=+0 err=-5");
        }
    }

    @Test
    @DisplayName("a prefix of control characters is a blank one to getEphemerals")
    void prefix_of_control_characters() throws Exception {
        for (Subject subject : List.of(zooKeeper, corral)) {
            try (Guest guest = Guest.at(subject)) {
                guest.ask(Requests.create(Opcode.CREATE, "/eph", DATA, ZooDefs.Ids.OPEN_ACL_UNSAFE, 1));
                assertThat(guest.ask(Requests.getEphemerals(" \u0000\u001f")))
                        .containsExactly("reply xid=3 zxid=+1 err=0 [/eph]");
                guest.ask(Requests.closeSession());
            }
        }
    }

    private void bothSay(Request request, String answer) throws IOException {
        says(zooKeeper, request, answer);
        says(corral, request, answer);
    }

    private static void says(Subject subject, Request request, String answer) throws IOException {
        try (Guest guest = Guest.at(subject)) {
            assertThat(guest.ask(request)).as("%s: %s", subject, request).containsExactly(answer);
            assertThat(guest.afterwards()).isEqualTo("connection lives");
        }
    }
}
