package io.corral.it.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.oracle.CorralSubject;
import io.corral.it.oracle.Subject;
import io.corral.it.oracle.SubjectSettings;
import io.corral.it.oracle.ZooKeeperSubject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
        "The same bytes in give the same bytes out, but for session ids, passwords, zxids and times, when recorded is")
class RecordedSessionsTest {
    private static final int CONTEXT = 4;

    @Test
    @DisplayName("the Java client, asked for all it can do")
    void everyOperation() throws Exception {
        sameBytes(Sessions::everyOperation);
    }

    @Test
    @DisplayName("a Java client that loses its connection, with credentials and watches of all kinds")
    void reconnection() throws Exception {
        sameBytes(Sessions::reconnection);
    }

    @Test
    @DisplayName("Curator's recipes: caches, latches, locks, counters, barriers, group members and transactions")
    void curator() throws Exception {
        sameBytes(CuratorSessions::recipes);
    }

    @Test
    @DisplayName("Curator, when its connection breaks under its recipes")
    void curatorReconnection() throws Exception {
        sameBytes(CuratorSessions::brokenConnections);
    }

    private static void sameBytes(Scenario scenario) throws Exception {
        List<Piece> recording = record(scenario);
        assertThat(recording).hasSizeGreaterThan(20);
        try (Subject zooKeeper = ZooKeeperSubject.start(SubjectSettings.generous())) {
            same(recording, zooKeeper);
        }
        try (Subject corral = CorralSubject.start(1, SubjectSettings.generous())) {
            same(recording, corral);
        }
    }

    private static List<Piece> record(Scenario scenario) throws Exception {
        try (Subject zooKeeper = ZooKeeperSubject.start(SubjectSettings.generous());
                RecordingProxy proxy = new RecordingProxy(zooKeeper.server())) {
            scenario.play(proxy);
            return proxy.recording();
        }
    }

    private static void same(List<Piece> recording, Subject subject) throws IOException {
        Replay.Outcome outcome = Replay.of(recording, subject.server());
        for (int i = 0; i < outcome.expected().size(); i++) {
            assertThat(outcome.heard().get(i))
                    .as("%s, behind %s", subject, outcome.expected().subList(Math.max(0, i - CONTEXT), i))
                    .isEqualTo(outcome.expected().get(i));
        }
    }

    /** What clients of the recorded server do. */
    private interface Scenario {
        void play(RecordingProxy proxy) throws Exception;
    }
}
