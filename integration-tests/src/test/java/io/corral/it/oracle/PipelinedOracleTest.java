package io.corral.it.oracle;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Replies and watch events of pipelined requests come in ZooKeeper's order")
class PipelinedOracleTest {
    private static final int SEQUENCES = 100;

    @Test
    void a_corral_server_against_a_zookeeper_server() throws Exception {
        OracleRun.of(getClass(), SEQUENCES)
                .play(
                        () -> ZooKeeperSubject.start(SubjectSettings.generous()),
                        () -> CorralSubject.start(1, SubjectSettings.generous()),
                        (seed, top) -> ScriptWriter.pipelined(seed, top, OracleRun.OPERATIONS));
    }
}
