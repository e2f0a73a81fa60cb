package io.corral.server.config;

import io.corral.tree.ensemble.Ensemble;
import io.corral.tree.ensemble.EnsembleMember;
import io.corral.tree.ensemble.EnsembleState;
import io.corral.tree.ensemble.ReconfigProposal;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The members in files beside the configuration file, as ZooKeeper keeps them: {@code zoo.cfg.dynamic.<version>} for those in force,
 * {@code zoo.cfg.dynamic.next} for those proposed. The configuration file then names the first one and has no server lines of its
 * own; as it was before the first change it is kept as {@code zoo.cfg.bak}. Older dynamic files stay. Used by one thread.
 *
 * <p>Corral reads the members from its log; the files are for its next start, which needs to know whom to connect to, and for people.
 */
public final class DynamicFiles {
    private static final String KEY = "dynamicConfigFile";
    private static final Set<String> MOVED = Set.of(KEY, "peerType");
    private static final Set<String> CLIENT_KEYS = Set.of("clientPort", "clientPortAddress");

    /** How files of properties are read. */
    private static final Charset PROPERTIES = StandardCharsets.ISO_8859_1;

    private static final char LAST_OF_ASCII = 0x7e;

    private final EnsembleConfig config;
    private final Path staticFile;
    private Optional<Path> dynamicFile;

    /** One may be left from before a crash. */
    private boolean proposalWritten = true;

    /**
     * The files of a server.
     *
     * @param config where they are
     */
    public DynamicFiles(EnsembleConfig config) {
        this.config = config;
        this.staticFile = config.changes().staticFile();
        this.dynamicFile = config.changes().dynamicFile();
    }

    /**
     * Has the files say what the state says, and the configuration file name them. A server that is no member has files of its own
     * making, which name it and those whom it wants to join: they are left alone.
     *
     * @param state the members in force, which have a version, and those proposed
     * @throws IOException when a file cannot be written; the ones before are then still in place
     */
    public void write(EnsembleState state) throws IOException {
        if (state.inForce().member(config.serverId()).isEmpty()) {
            withdraw();
            return;
        }
        write(state.inForce());
        if (state.proposal().isPresent()) {
            write(state.proposal().get());
        }
    }

    private void write(Ensemble ensemble) throws IOException {
        Path file = Path.of(prefix() + Long.toHexString(ensemble.version()));
        replace(file, bytes(ensemble.lines()));
        if (!Optional.of(file).equals(dynamicFile)) {
            Path backup = staticFile.resolveSibling(staticFile.getFileName() + ".bak");
            if (!Files.exists(backup)) {
                Files.copy(staticFile, backup);
            }
            replace(staticFile, pointingTo(file, ensemble));
            dynamicFile = Optional.of(file);
        }
        withdraw();
    }

    private void write(ReconfigProposal proposal) throws IOException {
        proposalWritten = true;
        replace(next(), bytes(proposal.target().lines() + "\nversion=" + Long.toHexString(proposal.id())));
    }

    private void withdraw() throws IOException {
        if (proposalWritten) {
            Files.deleteIfExists(next());
            proposalWritten = false;
        }
    }

    private Path next() {
        return Path.of(prefix() + "next");
    }

    /** Where a dynamic file is configured, the next ones come beside it. */
    private String prefix() {
        if (dynamicFile.isEmpty()) {
            return staticFile + ".dynamic.";
        }
        String present = dynamicFile.get().toString();
        long version = new MemberChanges(false, false, staticFile, dynamicFile).version();
        String suffix = "." + Long.toHexString(version);
        return (version != 0 && present.endsWith(suffix)
                        ? present.substring(0, present.length() - suffix.length())
                        : present)
                + ".";
    }

    /** The lines that stay remain as they are, byte by byte. */
    private byte[] pointingTo(Path file, Ensemble ensemble) throws IOException {
        boolean namesClientPort = ensemble.member(config.serverId())
                .flatMap(EnsembleMember::clientAddress)
                .isPresent();
        List<String> kept = new ArrayList<>();
        boolean dropping = false;
        for (String line : Files.readAllLines(staticFile, PROPERTIES)) {
            dropping = dropping || isMoved(key(line), namesClientPort);
            if (!dropping) {
                kept.add(line);
            }
            // A line that ends in a backslash goes on in the next one.
            dropping = dropping && line.endsWith("\\");
        }
        kept.add(KEY + "=" + escaped(file.toString().replace('\\', '/')));
        return (String.join("\n", kept) + "\n").getBytes(PROPERTIES);
    }

    private static boolean isMoved(String key, boolean namesClientPort) {
        return key.startsWith("server.")
                || key.startsWith("group.")
                || key.startsWith("weight.")
                || MOVED.contains(key)
                || (namesClientPort && CLIENT_KEYS.contains(key));
    }

    private static String key(String line) {
        String start = line.strip();
        int end = 0;
        while (end < start.length() && "=: \t".indexOf(start.charAt(end)) < 0) {
            end++;
        }
        return start.substring(0, end);
    }

    /** As a file of properties takes letters that are not of ASCII. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter <= LAST_OF_ASCII) {
                out.append(letter);
            } else {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) letter));
            }
        }
        return out.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) {
            AtomicFile.write(file, bytes);
        }
    }
}
