package io.corral.it.oracle;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A Corral server answers everything as a ZooKeeper server does")
class OracleTest {
    private static final int SEQUENCES = 300;

    @Test
    void one_operation_after_another() throws Exception {
        OracleRun.of(getClass(), SEQUENCES)
                .play(
                        () -> ZooKeeperSubject.start(SubjectSettings.generous()),
                        () -> CorralSubject.start(1, SubjectSettings.generous()),
                        (seed, top) -> ScriptWriter.oneByOne(seed, top, OracleRun.OPERATIONS));
    }
}
