package io.corral.it.badinput;

import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.Requests;
import io.corral.it.rawclient.Session;
import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.ZooDefs;
import org.junit.jupiter.api.Test;

/** Clients that go without closing their session. */
abstract class VanishingSpecification extends BadInputSpecification {
    /** Less than the server grants, so that it grants its minimum. */
    private static final int SHORT_SESSION_MILLIS = 1;

    VanishingSpecification(SubjectKind kind) {
        super(kind);
    }

    @Test
    void its_session_expires_and_others_see_its_ephemeral_nodes_go() throws Exception {
        sameAsZooKeeper(subject -> {
            List<String> heard = new ArrayList<>();
            try (Guest observer = Guest.at(subject)) {
                heard.addAll(observer.ask(
                        Requests.create(Opcode.CREATE, "/home", new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, 0)));
                Session session;
                try (RawClient vanishing =
                        RawClient.connect(subject.server(), Handshake.newSession(SHORT_SESSION_MILLIS))) {
                    session = vanishing.session();
                    heard.add("granted " + session.timeoutMillis() + " ms");
                    vanishing.ask(
                            Requests.create(Opcode.CREATE, "/home/guest", new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, 1));
                }
                observer.ask(Requests.exists("/home/guest", true));
                heard.addAll(observer.ask(Requests.getChildren("/home", true)));
                heard.addAll(observer.hearNext());
                heard.addAll(observer.hearNext());
                heard.addAll(observer.ask(Requests.getChildren2("/home", false)));
                heard.addAll(observer.ask(Requests.exists("/home/guest", false)));
                try (Stranger late = Stranger.at(subject)) {
                    heard.add(
                            late.saysFrame(Handshake.resume(session, 0).bytes()).hearsHandshake());
                }
            }
            return heard;
        });
    }

    @Test
    void its_session_lives_when_it_comes_back_in_time_and_gets_the_timeout_it_then_asks_for() throws Exception {
        sameAsZooKeeper(subject -> {
            List<String> heard = new ArrayList<>();
            Session session;
            try (RawClient vanishing =
                    RawClient.connect(subject.server(), Handshake.newSession(SHORT_SESSION_MILLIS))) {
                session = vanishing.session();
                vanishing.ask(Requests.create(Opcode.CREATE, "/back", new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, 1));
            }
            Session longer = new Session(session.id(), session.password(), 20_000);
            try (RawClient back = RawClient.connect(subject.server(), Handshake.resume(longer, 0))) {
                heard.add("granted " + back.session().timeoutMillis() + " ms");
                heard.add("same session " + (back.session().id() == session.id()));
                heard.add("node there "
                        + (back.askForReply(Requests.exists("/back", false)).err() == 0));
                back.ask(Requests.closeSession());
            }
            return heard;
        });
    }
}
