package io.corral.it.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.oracle.Subject;
import io.corral.it.oracle.SubjectSettings;
import io.corral.it.oracle.ZooKeeperSubject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * Runs each encounter with ZooKeeper and with the subject. A well-behaved client is connected to each of them
 * all the time, and after each encounter everything it asks still succeeds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BadInputSpecification {
    private static final int SESSIONLESS_MILLIS = 1_000;

    private final SubjectKind kind;
    private final int maxClientCnxns;
    private Subject zooKeeper;
    private Subject subject;
    private final Map<Subject, Bystander> bystanders = new HashMap<>();

    BadInputSpecification(SubjectKind kind) {
        this(kind, 0);
    }

    BadInputSpecification(SubjectKind kind, int maxClientCnxns) {
        this.kind = kind;
        this.maxClientCnxns = maxClientCnxns;
    }

    @BeforeAll
    void start() throws Exception {
        SubjectSettings settings = new SubjectSettings(maxClientCnxns, SESSIONLESS_MILLIS);
        zooKeeper = ZooKeeperSubject.start(settings);
        subject = kind.start(settings);
        bystanders.put(zooKeeper, new Bystander(zooKeeper));
        bystanders.put(subject, new Bystander(subject));
    }

    @AfterEach
    void the_well_behaved_client_noticed_nothing() throws Exception {
        for (Bystander bystander : bystanders.values()) {
            bystander.worksAsBefore();
        }
    }

    @AfterAll
    void stop() throws Exception {
        for (Bystander bystander : bystanders.values()) {
            bystander.close();
        }
        if (subject != null) {
            subject.close();
        }
        if (zooKeeper != null) {
            zooKeeper.close();
        }
    }

    /** The client that must not notice anything. */
    Bystander bystander(Subject server) {
        return Objects.requireNonNull(bystanders.get(server));
    }

    /** Asserts that the subject says what ZooKeeper says. */
    void sameAsZooKeeper(Encounter encounter) throws Exception {
        List<String> right = encounter.with(zooKeeper);
        assertThat(encounter.with(subject)).as("ZooKeeper's answers").containsExactlyElementsOf(right);
    }

    /** Asserts that ZooKeeper says {@code expected} and the subject says the same. */
    void sameAsZooKeeper(Encounter encounter, String... expected) throws Exception {
        assertThat(encounter.with(zooKeeper))
                .as("what ZooKeeper is known to say")
                .containsExactly(expected);
        assertThat(encounter.with(subject)).as("what ZooKeeper says").containsExactly(expected);
    }
}
