package io.corral.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.command.AttachSession;
import io.corral.tree.command.Command;
import io.corral.tree.command.CreateSession;
import io.corral.tree.session.OriginTag;
import io.corral.tree.session.Session;
import io.corral.wire.record.AclEntry;
import io.corral.wire.record.OpCode;
import io.corral.wire.record.ReadRequest;
import io.corral.wire.record.Request;
import io.corral.wire.record.SessionRequest;
import io.corral.wire.record.WriteRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An event loop of the front end")
class FrontendLoopTest {
    private static final byte[] NO_PASSWORD = new byte[16];
    private static final int EPHEMERAL = 1;
    private static final int ALL = 31;
    private static final OriginTag ELSEWHERE = new OriginTag(2, 0);
    private static final List<AclEntry> OPEN = List.of(new AclEntry(ALL, "world", "anyone"));
    private static final List<AclEntry> MINE = List.of(new AclEntry(ALL, "auth", ""));
    private static final Request ADA =
            new SessionRequest.Auth(0, "digest", "ada:secret".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    @Nested
    @DisplayName("when the state jumps while a local session becomes known to all")
    class Upgrading {
        private static final String[] LOCAL = {"localSessionsEnabled=true", "localSessionsUpgradingEnabled=true"};

        @Test
        @DisplayName("keeps the session local if the jump did not bring it along")
        void notThere() throws Exception {
            try (LoopInMemory loop = new LoopInMemory(folder, LOCAL)) {
                ClientInMemory client = upgrading(loop);
                assertThat(loop.takeSubmitted()).singleElement().isInstanceOf(CreateSession.class);
                loop.jumpOver(List.of());
                assertThat(client.isConnected()).isFalse();
                assertThat(loop.localSessions()).isEqualTo(1);
            }
        }

        @Test
        @DisplayName("forgets the local one if the session is among those that all know now")
        void there() throws Exception {
            try (LoopInMemory loop = new LoopInMemory(folder, LOCAL)) {
                ClientInMemory client = upgrading(loop);
                loop.jumpOver(loop.takeSubmitted());
                assertThat(client.isConnected()).isFalse();
                assertThat(loop.localSessions()).isZero();
            }
        }

        @Test
        @DisplayName("forgets the local one when all hear of the session later")
        void later() throws Exception {
            try (LoopInMemory loop = new LoopInMemory(folder, LOCAL)) {
                upgrading(loop);
                List<Command> create = loop.takeSubmitted();
                loop.jumpOver(List.of());
                loop.execute(create);
                assertThat(loop.localSessions()).isZero();
            }
        }

        @Test
        @DisplayName("forgets the local one when it tries again and all know the session already")
        void triedAgain() throws Exception {
            try (LoopInMemory loop = new LoopInMemory(folder, LOCAL)) {
                ClientInMemory client = upgrading(loop);
                CreateSession create = (CreateSession) loop.takeSubmitted().get(0);
                loop.execute(List.of(
                        new CreateSession(ELSEWHERE, create.sessionId(), create.timeoutMillis(), create.password())));
                assertThat(client.isConnected()).isTrue();
                loop.execute(List.of(create));
                assertThat(client.isConnected()).isFalse();
                assertThat(loop.localSessions()).isZero();
            }
        }

        private ClientInMemory upgrading(LoopInMemory loop) throws Exception {
            ClientInMemory client = loop.client().shakeHands(0, NO_PASSWORD);
            assertThat(client.session()).isNotZero();
            client.sendTogether(List.of(create("/mine", OPEN, EPHEMERAL)));
            return client;
        }
    }

    @Nested
    @DisplayName("when a session has moved to another server")
    class Moved {
        @Test
        @DisplayName("has it ended all the same for a client that asks for it on the connection before")
        void closed() throws Exception {
            try (LoopInMemory loop = new LoopInMemory(folder)) {
                ClientInMemory client = loop.client();
                long session = open(loop, client);
                move(loop, session);
                client.sendTogether(List.of(new SessionRequest.CloseSession()));
                loop.execute(loop.takeSubmitted());
                assertThat(client.answers()).isEmpty();
                loop.execute(loop.takeSubmitted());
                assertThat(loop.state().session(session)).isNotNull();
                loop.execute(loop.takeSubmitted());
                assertThat(loop.state().session(session)).isNull();
                assertThat(client.answers()).containsExactly("1: 0");
                assertThat(client.isConnected()).isFalse();
            }
        }

        @Test
        @DisplayName("has it ended also when it moves once more meanwhile")
        void movedAgain() throws Exception {
            try (LoopInMemory loop = new LoopInMemory(folder)) {
                ClientInMemory client = loop.client();
                long session = open(loop, client);
                move(loop, session);
                client.sendTogether(List.of(new SessionRequest.CloseSession()));
                while (loop.state().session(session) != null
                        && loop.state().session(session).attachEpoch() < 10) {
                    List<Command> next = loop.takeSubmitted();
                    assertThat(next).isNotEmpty();
                    if (loop.state().session(session).attachEpoch() < 5) {
                        move(loop, session);
                    }
                    loop.execute(next);
                }
                assertThat(loop.state().session(session)).isNull();
                assertThat(client.answers()).containsExactly("1: 0");
            }
        }

        @Test
        @DisplayName("leaves it alone when the client that asked for its end is gone")
        void gone() throws Exception {
            try (LoopInMemory loop = new LoopInMemory(folder)) {
                ClientInMemory client = loop.client();
                long session = open(loop, client);
                client.sendTogether(List.of(new SessionRequest.CloseSession()));
                List<Command> late = loop.takeSubmitted();
                client.leave();
                move(loop, session);
                loop.execute(late);
                assertThat(loop.takeSubmitted()).isEmpty();
                assertThat(loop.state().session(session)).isNotNull();
            }
        }

        private void move(LoopInMemory loop, long sessionId) {
            Session session = loop.state().session(sessionId);
            loop.execute(List.of(
                    new AttachSession(ELSEWHERE, sessionId, 6_000, session.password(), session.attachEpoch(), 1)));
        }
    }

    @Test
    @DisplayName("answers what was asked before its client proved who it is as to a stranger, however late")
    void identitiesOfTheMoment() throws Exception {
        try (LoopInMemory loop = new LoopInMemory(folder)) {
            ClientInMemory ada = loop.client();
            open(loop, ada);
            ada.sendTogether(List.of(ADA, create("/private", MINE, 0)));
            loop.execute(loop.takeSubmitted());
            ClientInMemory client = loop.client();
            open(loop, client);
            ReadRequest read = new ReadRequest.GetData("/private", false);
            client.sendTogether(List.of(
                    create("/slow", OPEN, 0),
                    read,
                    new ReadRequest.GetAllChildrenNumber("/private"),
                    ADA,
                    read,
                    new ReadRequest.GetAllChildrenNumber("/private")));
            assertThat(client.answers()).as("the credentials").containsExactly("4: 0");
            loop.execute(loop.takeSubmitted());
            assertThat(client.answers()).containsExactly("1: 0", "2: -102", "3: -102", "5: 0", "6: 0");
        }
    }

    @Nested
    @DisplayName("where one request is worked on at a time")
    class Throttled {
        private static final String[] ONE = {
            "request_throttle_max_requests=1", "request_throttle_stall_time=1", "throttled_op_wait_time=5"
        };

        @Test
        @DisplayName("refuses all that was received together once it has waited too long, and nothing that comes later")
        void allThatWaited() throws Exception {
            try (LoopInMemory loop = new LoopInMemory(folder, ONE)) {
                ClientInMemory client = loop.client();
                open(loop, client);
                client.sendTogether(Collections.nCopies(4, create("/a", OPEN, 0)));
                assertThat(client.answers()).isEmpty();
                loop.pass(6);
                loop.execute(loop.takeSubmitted());
                assertThat(client.answers()).containsExactly("1: 0", "2: -127", "3: -127", "4: -127");
                client.sendTogether(List.of(create("/b", OPEN, 0)));
                loop.execute(loop.takeSubmitted());
                assertThat(client.answers()).containsExactly("5: 0");
            }
        }

        @Test
        @DisplayName("counts the time behind all the requests before")
        void inAll() throws Exception {
            try (LoopInMemory loop = new LoopInMemory(folder, ONE)) {
                ClientInMemory client = loop.client();
                open(loop, client);
                client.sendTogether(List.of(create("/a", OPEN, 0), create("/b", OPEN, 0), create("/c", OPEN, 0)));
                loop.pass(4);
                loop.execute(loop.takeSubmitted());
                loop.pass(4);
                loop.execute(loop.takeSubmitted());
                assertThat(client.answers()).containsExactly("1: 0", "2: 0", "3: -127");
            }
        }
    }

    private static long open(LoopInMemory loop, ClientInMemory client) throws Exception {
        client.shakeHands(0, NO_PASSWORD);
        loop.execute(loop.takeSubmitted());
        long session = client.session();
        assertThat(session).isNotZero();
        return session;
    }

    private static Request create(String path, List<AclEntry> acl, int flags) {
        return new WriteRequest.Create(OpCode.CREATE, path, new byte[0], acl, flags, WriteRequest.Create.NO_TTL);
    }
}
