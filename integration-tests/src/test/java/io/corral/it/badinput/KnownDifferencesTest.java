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
 * The whole list of answers in which Corral is known to differ. Each is an answer to something no client library sends.
 * When one of these tests fails because the difference is gone, its request belongs into the specifications beside.
 */
@DisplayName("Where Corral answers otherwise than ZooKeeper")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KnownDifferencesTest {
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
    @DisplayName("createSession sent as a request consumes a zxid in ZooKeeper")
    void create_session_as_a_request() throws Exception {
        Request request = Requests.odd(Opcode.CREATE_SESSION, new byte[0]);
        zooKeeperSays(request, "reply xid=2 zxid=+1 err=-5");
        corralSays(request, "reply xid=2 zxid=+0 err=-5");
    }

    @Test
    @DisplayName("a multi with a null ACL is the one unreadable multi that consumes no zxid in ZooKeeper")
    void multi_with_a_null_acl() throws Exception {
        Request request =
                Requests.multi(Opcode.MULTI, List.of(Requests.create(Opcode.CREATE, "/null-acl", DATA, null, 0)));
        zooKeeperSays(request, "reply xid=2 zxid=+0 err=-5");
        corralSays(request, "reply xid=2 zxid=+1 err=-5");
    }

    @Test
    @DisplayName("a null path is a bad argument in ZooKeeper's setData and setACL, and unreadable everywhere else")
    void null_paths_of_set_data_and_set_acl() throws Exception {
        for (Request request :
                List.of(Requests.setData(null, DATA, -1), Requests.setAcl(null, ZooDefs.Ids.OPEN_ACL_UNSAFE, -1))) {
            zooKeeperSays(request, "reply xid=2 zxid=+1 err=-8");
            corralSays(request, "reply xid=2 zxid=+1 err=-5");
        }
    }

    @Test
    @DisplayName("a null path inside a multi or multiRead fails all of it in ZooKeeper, and its operation in Corral")
    void null_paths_inside_multi() throws Exception {
        Request writes = Requests.multi(Opcode.MULTI, List.of(Requests.check(null, -1)));
        zooKeeperSays(writes, "reply xid=2 zxid=+1 err=-5");
        corralSays(writes, "reply xid=2 zxid=+1 err=0 [-1/-5 error -5, end -1/-1]");
        Request reads = Requests.multi(Opcode.MULTI_READ, List.of(Requests.getData(null, false)));
        zooKeeperSays(reads, "reply xid=2 zxid=+0 err=-5  body ffffffff01ffffffff");
        corralSays(reads, "reply xid=2 zxid=+0 err=0 [-1/-5 error -5, end -1/-1]");
    }

    @Test
    @DisplayName("null lists of watches are unreadable in ZooKeeper and empty in Corral")
    void null_lists_of_watches() throws Exception {
        for (Request request :
                List.of(Requests.setWatches(0, null, null, null), Requests.setWatches2(0, null, null, null))) {
            zooKeeperSays(request, "reply xid=-8 zxid=+0 err=-5");
            corralSays(request, "reply xid=-8 zxid=+0 err=0");
        }
    }

    private void zooKeeperSays(Request request, String answer) throws IOException {
        says(zooKeeper, request, answer);
    }

    private void corralSays(Request request, String answer) throws IOException {
        says(corral, request, answer);
    }

    private static void says(Subject subject, Request request, String answer) throws IOException {
        try (Guest guest = Guest.at(subject)) {
            assertThat(guest.ask(request)).as("%s: %s", subject, request).containsExactly(answer);
            assertThat(guest.afterwards()).isEqualTo("connection lives");
        }
    }
}
