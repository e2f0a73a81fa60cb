package io.corral.server.assembly;

import io.corral.raft.core.membership.Membership;
import io.corral.server.config.ServerConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The members with which a server's log began, in a file beside the log. The configuration cannot tell when members may change: it
 * follows them, and a log that has lost its last entries in a crash would then begin with members that came later. One of them might
 * take itself for the only one.
 */
final class FirstMembers {
    private static final String FILE = "first-members";

    private FirstMembers() {}

    /**
     * The members with which the log began, or begins now.
     *
     * @param configured those of the configuration
     * @throws IOException when the file cannot be read or written
     */
    static Membership of(ServerConfig config, Membership configured) throws IOException {
        if (!config.ensemble().changes().haveHadAChance()) {
            return configured;
        }
        Path directory = config.storage().raftLogDir();
        Path file = directory.resolve(FILE);
        if (Files.exists(file)) {
            return read(file);
        }
        boolean comesLater = config.ensemble().changes().version() != 0 && isEmpty(directory);
        Membership first = comesLater ? Membership.NONE : configured;
        Path building = directory.resolve(FILE + ".building");
        Files.writeString(building, numbers(first.voters()) + "\n" + numbers(first.learners()) + "\n");
        DurableFiles.force(building);
        Files.move(building, file);
        DurableFiles.force(directory);
        return first;
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    private static Membership read(Path file) throws IOException {
        String[] lines = Files.readString(file, StandardCharsets.UTF_8).split("\n", -1);
        try {
            return new Membership(set(lines[0]), set(lines[1]), Set.of());
        } catch (RuntimeException e) {
            throw new IOException(
                    file
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
