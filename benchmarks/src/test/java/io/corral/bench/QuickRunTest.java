package io.corral.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@DisplayName("A quick run")
class QuickRunTest {
    @Command
    private static final class Run {
        @Option(names = QuickRun.OPTION)
        private boolean quick;

        @Option(names = "--rounds")
        private int rounds = 3;

        @Option(names = "--seconds")
        private double seconds = 10;

        @Option(names = "--data")
        private String data = "here";

        static Run of(String... arguments) {
            Run run = new Run();
            new QuickRun(Map.of("--rounds", "1", "--seconds", "0.5"))
                    .prepare(new CommandLine(run), arguments)
                    .parseArgs(arguments);
            return run;
        }

        String told() {
            return quick + " " + rounds + " " + seconds + " " + data;
        }
    }

    @Test
    @DisplayName("takes its own values for what is not given, and the usual ones for what it says nothing of")
    void itsOwnValues() {
        assertThat(Run.of("--quick").told()).isEqualTo("true 1 0.5 here");
        assertThat(Run.of("--data", "there", "--quick").told()).isEqualTo("true 1 0.5 there");
    }

    @Test
    @DisplayName("leaves what is given as it is given, before it or behind it")
    void whatIsGiven() {
        assertThat(Run.of("--rounds", "5", "--quick").told()).isEqualTo("true 5 0.5 here");
        assertThat(Run.of("--quick", "--rounds", "3", "--seconds", "7").told()).isEqualTo("true 3 7.0 here");
    }

    @Test
    @DisplayName("that is not asked for changes nothing")
    void notAskedFor() {
        assertThat(Run.of().told()).isEqualTo("false 3 10.0 here");
    }
}
