package io.corral.sim.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The simulator catches an engine that")
class SimulationBitesTest {

    private static final Path MUTATIONS = Path.of("src", "test", "resources", "mutations");

    /** Only mutations whose name contains this, with {@code -Dcorral.sim.mutation=vote}. */
    private static final String WANTED = System.getProperty("corral.sim.mutation", "");

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutations")
    void catches(Mutation mutation) throws IOException, ReflectiveOperationException {
        LongFunction<String> simulation = Mutant.of(mutation).simulation(mutation);
        Optional<String> story = LongStream.rangeClosed(1, mutation.seeds())
                .parallel()
                .mapToObj(simulation)
                .filter(each -> !each.isEmpty())
                .findAny();
        assertThat(story)
                .as("%d seeds of world %s with %d nodes", mutation.seeds(), mutation.world(), mutation.nodes())
                .isPresent();
        System.out.println(mutation.name() + ": " + lastLines(story.get()));
        assertThat(story.get()).contains("--seed ");
    }

    @Test
    @DisplayName("breaks any of many rules")
    void many() {
        if (WANTED.isEmpty()) {
            assertThat(mutations()).hasSizeGreaterThanOrEqualTo(20);
        }
    }

    private static String lastLines(String story) {
        return story.lines()
                .filter(line -> line.startsWith("seed "))
                .findFirst()
                .orElse("?");
    }

    static Stream<Mutation> mutations() {
        try (Stream<Path> files = Files.list(MUTATIONS)) {
            return files
                    .filter(file -> file.getFileName().toString().contains(WANTED))
                    .sorted()
                    .map(SimulationBitesTest::read)
                    .toList()
                    .stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Mutation read(Path file) {
        try {
            return Mutation.read(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
