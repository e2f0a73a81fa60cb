package io.corral.it.kafka;

import static org.awaitility.Awaitility.await;

import io.corral.it.programs.JavaPrograms;
import io.corral.it.programs.Program;
import io.corral.it.programs.ProgramClassPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The process of {@code io.corral.programs.kafka.KafkaUser}, and what one says to it. Used by one thread. */
final class KafkaUserProgram implements AutoCloseable {
    private final Program process;

    KafkaUserProgram(String bootstrapServers, String topic, Path directory) {
        process = JavaPrograms.start(
                "kafka-user",
                directory,
                ProgramClassPath.of("kafka"),
                List.of(),
                List.of("io.corral.programs.kafka.KafkaUser", bootstrapServers, topic));
    }

    /** The answer to a line. */
    String ask(String line) {
        return process.ask(line, KafkaUserProgram::isAnswer);
    }

    /** Kafka's libraries complain on the same stream that their logging is not configured. */
    private static boolean isAnswer(String line) {
        return Stream.of(
                        "created",
                        "retains ",
                        "controller ",
                        "in-sync ",
                        "flowing",
                        "halted ",
                        "acknowledged ",
                        "consumed ")
                .anyMatch(line::startsWith);
    }

    /** Asks again and again until the answer is this one. */
    void awaitAnswer(String line, String answer) {
        await(line + ": " + answer)
                .atMost(Program.PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> ask(line), answer::equals);
    }

    /** Waits until so many more numbers are acknowledged. */
    void awaitMoreNumbers(long more) {
        long goal = number(ask("acknowledged")) + more;
        await(more + " more numbers")
                .atMost(Program.PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> number(ask("acknowledged")) >= goal);
    }

    /** The number at the end of an answer. */
    static long number(String answer) {
        return Long.parseLong(answer.substring(answer.lastIndexOf(' ') + 1));
    }

    @Override
    public void close() {
        process.close();
    }
}
