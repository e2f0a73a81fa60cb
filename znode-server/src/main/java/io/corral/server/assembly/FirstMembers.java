package io.corral.server.assembly;

import io.corral.raft.core.membership.Membership;
import io.corral.server.config.MemberChanges;
import io.corral.server.config.ServerConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The members with which a server's log began, in a file beside the log. The configuration cannot tell when members may change: it
 * follows them, and a log that has lost its last entries in a crash would then begin with members that came later. One of them might
 * take itself for the only one.
 */
final class FirstMembers {
    private static final Logger LOG = LoggerFactory.getLogger(FirstMembers.class);
    private static final String FILE = "first-members";

    private FirstMembers() {}

    /**
     * The members with which the log began, or begins now.
     *
     * @param configured those of the configuration
     * @throws IOException when the file cannot be read or written
     */
    static Membership of(ServerConfig config, Membership configured) throws IOException {
        return of(config.ensemble().changes(), config.storage().raftLogDir(), configured);
    }

    static Membership of(MemberChanges changes, Path directory, Membership configured) throws IOException {
        if (!changes.haveHadAChance()) {
            return configured;
        }
        Path file = directory.resolve(FILE);
        if (Files.exists(file)) {
            return read(file);
        }
        boolean comesLater = changes.version() != 0 && isEmpty(directory);
        if (comesLater) {
            LOG.warn(
                    "There is no data, and by the name of {} the members have been changed before: this server waits for those that"
                            + " have data to bring it up. If none of them has any, write the server lines into {} in place of"
                            + " dynamicConfigFile, on every server, and remove {}: a new ensemble begins.",
                    changes.dynamicFile().orElseThrow(),
                    changes.staticFile(),
                    file);
        }
        Membership first = comesLater ? Membership.NONE : configured;
        Path building = directory.resolve(FILE + ".building");
        Files.writeString(building, numbers(first.voters()) + "\n" + numbers(first.learners()) + "\n");
        DurableFiles.force(building);
        Files.move(building, file, StandardCopyOption.ATOMIC_MOVE);
        DurableFiles.force(directory);
        return first;
    }

    /** A crash within {@link #of} leaves a file that is not data. */
    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.allMatch(file -> String.valueOf(file.getFileName()).startsWith(FILE));
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
