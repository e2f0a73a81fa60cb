package io.corral.server.assembly;

import io.corral.raft.core.membership.Membership;
import io.corral.server.config.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A small file with the members of an ensemble: a line with the numbers of the participants, and one with those of the observers.
 *
 * @param path where it is
 */
record MembersFile(Path path) {
    /** What the names of such files end with. */
    static final String NAME = "-members";

    boolean exists() {
        return Files.exists(path);
    }

    void write(Membership members) throws IOException {
        String text = numbers(members.voters()) + "\n" + numbers(members.learners()) + "\n";
        AtomicFile.write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IOException when it cannot be read, or is damaged; the message says what to do */
    Membership read() throws IOException {
        String[] lines = Files.readString(path, StandardCharsets.UTF_8).split("\n", -1);
        try {
            return new Membership(set(lines[0]), set(lines[1]), Set.of());
        } catch (RuntimeException e) {
            throw new IOException(
                    path
                            + " should hold a line with the numbers of the first participants and one with those of the first"
                            + " observers. It is damaged; copy it from another server of the ensemble.",
                    e);
        }
    }

    private static String numbers(Set<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static Set<Long> set(String numbers) {
        return Arrays.stream(numbers.trim().split(" ", -1))
                .filter(number -> !number.isEmpty())
                .map(Long::parseLong)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
