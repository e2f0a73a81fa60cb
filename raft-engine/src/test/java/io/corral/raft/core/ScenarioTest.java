package io.corral.raft.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays the stories in {@code src/test/scenarios}; {@code -Dcorral.scenarios.regenerate=true} writes them anew, to be read over. */
@DisplayName("Scenario")
class ScenarioTest {

    private static final Path FOLDER = Path.of("src", "test", "scenarios");
    private static final boolean REGENERATE = Boolean.getBoolean("corral.scenarios.regenerate");

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void plays(Path path) throws IOException {
        String written = Files.readString(path);
        String played = ScenarioFile.parse(written).replay(new ScenarioGroup()::carryOut);
        if (REGENERATE) {
            Files.writeString(path, played);
        } else {
            assertThat(played).isEqualTo(written);
        }
    }

    static Stream<Path> scenarios() throws IOException {
        try (Stream<Path> paths = Files.list(FOLDER)) {
            return paths.sorted().toList().stream();
        }
    }
}
