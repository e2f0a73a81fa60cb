package io.corral.it.reconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ServerProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.admin.ZooKeeperAdmin;
import org.apache.zookeeper.data.Stat;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("Three Corral servers answer reconfig as three ZooKeeper servers do:")
@Tag("slow")
@SuppressWarnings("try") // close() may be interrupted: that fails the test, as it should
class AnswersTest {
    private static final String SUPER = "super:sesame";

    @Test
    @DisplayName("with the same errors and the same members, request by request")
    void sameAnswers() throws Exception {
        List<String> zooKeepers = answers(ServerProgram.ZOOKEEPER);
        List<String> corrals = answers(ServerProgram.CORRAL);
        assertThat(corrals).isEqualTo(zooKeepers);
    }

    private static List<String> answers(ServerProgram program) throws Exception {
        Path directory = Path.of("target", "ensembles", "AnswersTest-" + UUID.randomUUID())
                .toAbsolutePath();
        EnsembleSpec spec = EnsembleSpec.of(program, 3, directory)
                .with("reconfigEnabled", "true")
                .with("DigestAuthenticationProvider.superDigest", DigestAuthenticationProvider.generateDigest(SUPER));
        try (Roster roster = new Roster(spec, 9)) {
            roster.found(3);
            try (ZooKeeperAdmin anybody = Members.connected(roster, 1);
                    ZooKeeperAdmin admin = Members.connected(roster, 2)) {
                admin.addAuthInfo("digest", SUPER.getBytes(StandardCharsets.UTF_8));
                return new Interview(roster, anybody, admin).hold();
            } catch (Throwable failure) {
                System.out.println(roster.logTails());
                throw failure;
            }
        }
    }

    /** The requests, in an order in which each finds what those before it have left. */
    private static final class Interview {
        private static final String LOST = KeeperException.Code.CONNECTIONLOSS.toString();
        private static final Set<String> UNSETTLED = Set.of(
                KeeperException.Code.NEWCONFIGNOQUORUM.toString(), KeeperException.Code.RECONFIGINPROGRESS.toString());

        private final Roster roster;
        private final ZooKeeperAdmin anybody;
        private final ZooKeeperAdmin admin;
        private final List<String> answers = new ArrayList<>();

        Interview(Roster roster, ZooKeeperAdmin anybody, ZooKeeperAdmin admin) {
            this.roster = roster;
            this.anybody = anybody;
            this.admin = admin;
        }

        List<String> hold() {
            ask(anybody, null, null, null, 77);
            ask(anybody, null, "x", null, -1);
            ask(anybody, null, "1,2", null, -1);
            ask(anybody, null, "3", null, -1);
            ask(admin, null, null, null, 77);
            ask(admin, null, null, null, -1);
            ask(admin, null, "77", null, -1);
            ask(admin, null, "x", null, -1);
            ask(admin, null, "1,2", null, -1);
            for (String line : List.of(
                    "server.9",
                    "server.9=127.0.0.1:1:2",
                    "server.9=127.0.0.1:1;3",
                    "server.9=127.0.0.1:1:2:king;3",
                    "server.x=127.0.0.1:1:2;3",
                    "server.9=127.0.0.1:x:2;3",
                    "server.9=127.0.0.1:1:2=2;3")) {
                ask(admin, line, null, null, -1);
            }
            for (String lines : List.of("", "nonsense", "version=5", roster.line(1), "server.x=127.0.0.1:1:2;3")) {
                ask(admin, null, null, lines, -1);
            }
            ask(admin, null, null, roster.line(1) + "," + roster.line(8) + "," + roster.line(9), -1);
            ask(admin, null, null, roster.line(1) + "," + roster.line(2), -1);
            ask(admin, roster.line(3), null, null, -1);
            ask(admin, roster.line(9), null, null, -1);
            ask(admin, null, "9", null, -1);
            ask(admin, roster.line(3, "observer"), null, null, -1);
            ask(admin, roster.line(3, "participant"), null, null, -1);
            return answers;
        }

        private void ask(
                ZooKeeperAdmin client,
                @Nullable String joining,
                @Nullable String leaving,
                @Nullable String all,
                long version) {
            String request = "+" + joining + " -" + leaving + " =" + all + " v" + version;
            AtomicReference<String> answer = new AtomicReference<>(LOST);
            AtomicBoolean lost = new AtomicBoolean();
            await("an answer to " + request).atMost(Roster.PATIENCE).until(() -> {
                answer.set(answer(client, joining, leaving, all, version));
                boolean again = answer.get().equals(LOST) || (lost.get() && UNSETTLED.contains(answer.get()));
                lost.compareAndSet(false, again);
                return !again;
            });
            answers.add(withoutPorts(request) + " -> " + answer.get());
        }

        /** ZooKeeper may close its connections when members change, and then takes a while to find its feet. */
        private static String answer(
                ZooKeeperAdmin client,
                @Nullable String joining,
                @Nullable String leaving,
                @Nullable String all,
                long version)
                throws InterruptedException {
            try {
                Stat stat = new Stat();
                String text =
                        new String(client.reconfigure(joining, leaving, all, version, stat), StandardCharsets.UTF_8);
                // ZooKeeper's lines come in the order of a hash table.
                String lines = text.lines().sorted().collect(Collectors.joining(" "));
                return withoutPorts(lines) + " " + stat.getVersion() + " " + stat.getAversion();
            } catch (KeeperException e) {
                return e.code().toString();
            }
        }

        /** Ports and versions are each ensemble's own. */
        private static String withoutPorts(String text) {
            return text.replaceAll(":\\d{4,5}", ":P")
                    .replaceAll("version=[0-9a-f]{2,}|version=[0-9a-f]\\b", "version=V");
        }
    }
}
