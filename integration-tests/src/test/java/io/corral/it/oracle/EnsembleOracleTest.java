package io.corral.it.oracle;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Clients are spread over the servers, and each syncs before it acts: then an ensemble is like one server. */
@DisplayName("Three Corral servers together answer everything as one ZooKeeper server does")
class EnsembleOracleTest {
    private static final int SERVERS = 3;
    private static final int SEQUENCES = 40;

    @Test
    void one_operation_after_another() throws Exception {
        OracleRun.of(getClass(), SEQUENCES)
                .play(
                        () -> ZooKeeperSubject.start(SubjectSettings.generous()),
                        () -> CorralSubject.start(SERVERS, SubjectSettings.generous()),
                        (seed, top) -> ScriptWriter.oneByOne(seed, top, OracleRun.OPERATIONS));
    }

    @Test
    void pipelined() throws Exception {
        OracleRun.of(getClass(), SEQUENCES)
                .play(
                        () -> ZooKeeperSubject.start(SubjectSettings.generous()),
                        () -> CorralSubject.start(SERVERS, SubjectSettings.generous()),
                        (seed, top) -> ScriptWriter.pipelined(seed, top, OracleRun.OPERATIONS));
    }
}
