package io.corral.it.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Two real ZooKeepers show no difference: the comparison invents none")
class ZooKeeperAgainstItselfTest {
    private static final int SEQUENCES = 20;

    @Test
    void one_operation_after_another_reaching_every_error() throws Exception {
        OracleRun run = OracleRun.of(getClass(), SEQUENCES);
        Map<Integer, Integer> answers = run.play(
                () -> ZooKeeperSubject.start(SubjectSettings.generous()),
                () -> ZooKeeperSubject.start(SubjectSettings.generous()),
                (seed, top) -> ScriptWriter.oneByOne(seed, top, OracleRun.OPERATIONS));
        assumeThat(run.sequences()).isGreaterThanOrEqualTo(SEQUENCES);
        assertThat(answers)
                .containsKeys(0, -2, -5, -6, -8, -101, -102, -103, -108, -110, -111, -114, -115, -121, -123, -125);
    }

    @Test
    void pipelined() throws Exception {
        OracleRun.of(getClass(), SEQUENCES)
                .play(
                        () -> ZooKeeperSubject.start(SubjectSettings.generous()),
                        () -> ZooKeeperSubject.start(SubjectSettings.generous()),
                        (seed, top) -> ScriptWriter.pipelined(seed, top, OracleRun.OPERATIONS));
    }
}
