package io.corral.it.badinput;

import io.corral.it.oracle.Subject;
import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** {@code maxClientCnxns}: how many connections one address may have. */
abstract class ConnectionLimitSpecification extends BadInputSpecification {
    private static final int LIMIT = 5;
    private static final int SESSION_MILLIS = 30_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    ConnectionLimitSpecification(SubjectKind kind) {
        super(kind, LIMIT);
    }

    @Test
    void one_connection_too_many_is_closed_at_once_and_a_freed_place_can_be_taken() throws Exception {
        sameAsZooKeeper(
                subject -> {
                    List<String> heard = new ArrayList<>();
                    List<RawClient> inside = fill(subject);
                    heard.add(connects(subject) ? "taken" : "turned away");
                    heard.add(connects(subject) ? "taken" : "turned away");
                    inside.get(0).close();
                    Awaitility.await().atMost(PATIENCE).until(() -> connects(subject));
                    heard.add("taken after one left");
                    for (RawClient client : inside) {
                        client.close();
                    }
                    return heard;
                },
                "turned away",
                "turned away",
                "taken after one left");
    }

    private static List<RawClient> fill(Subject subject) throws IOException {
        List<RawClient> inside = new ArrayList<>();
        RawClient next = RawClient.connect(subject.server(), Handshake.newSession(SESSION_MILLIS));
        while (next.handshake().session() != null) {
            inside.add(next);
            next = RawClient.connect(subject.server(), Handshake.newSession(SESSION_MILLIS));
        }
        next.close();
        return inside;
    }

    private static boolean connects(Subject subject) throws IOException {
        try (RawClient client = RawClient.connect(subject.server(), Handshake.newSession(SESSION_MILLIS))) {
            return client.handshake().session() != null;
        }
    }
}
