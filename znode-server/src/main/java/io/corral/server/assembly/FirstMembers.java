package io.corral.server.assembly;

import io.corral.raft.core.membership.Membership;
import io.corral.server.config.MemberChanges;
import io.corral.server.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final String FILE = "first" + MembersFile.NAME;

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
        MembersFile file = new MembersFile(directory.resolve(FILE));
        if (file.exists()) {
            return file.read();
        }
        boolean comesLater = changes.version() != 0 && isEmpty(directory);
        if (comesLater) {
            LOG.warn(
                    "There is no data, and by the name of {} the members have been changed before: this server waits for those that"
                            + " have data to bring it up. If none of them has any, write the server lines into {} in place of"
                            + " dynamicConfigFile, on every server, and remove {}: a new ensemble begins.",
                    changes.dynamicFile().orElseThrow(),
                    changes.staticFile(),
                    file.path());
        }
        Membership first = comesLater ? Membership.NONE : configured;
        file.write(first);
        return first;
    }

    /** Files with members are no data, nor is what a crash has left of one. */
    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .allMatch(name -> name.contains(MembersFile.NAME) || name.startsWith(IdentityFile.NAME));
        }
    }
}
