package io.corral.tree.snapshot;

import io.corral.tree.StagedCopy;
import io.corral.tree.TreeState;
import io.corral.tree.TreeStateBuilder;
import io.corral.tree.Znode;
import io.corral.tree.acl.AclList;
import io.corral.tree.codec.CorruptEntryException;
import io.corral.tree.ensemble.Ensemble;
import io.corral.tree.ensemble.EnsembleState;
import io.corral.tree.ensemble.MalformedMemberException;
import io.corral.tree.path.PathRules;
import java.io.IOError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mapdb.BTreeMap;

/** Reads files that {@link TreeSnapshotWriter} has written. */
public final class TreeSnapshotReader {
    private TreeSnapshotReader() {}

    /**
     * Loads a whole state, and makes sure that it has the digest it was written with.
     *
     * @param file the snapshot
     * @return the state
     * @throws CorruptSnapshotException when the file is damaged or of a newer release
     * @throws IOException when there is no such file
     */
    public static TreeState read(Path file) throws IOException {
        return with(file, in -> {
            TreeStateBuilder builder = nodesAndSessions(in);
            if (in.hasStaged()) {
                builder.stagedCopy(stagedCopy(in.staged()));
            }
            Optional<EnsembleState> ensemble = in.ensemble().map(SnapshotRecords::ensemble);
            ensemble.ifPresent(builder::ensemble);
            builder.position(meta(in, SnapshotFile.META_LAST_ZXID), meta(in, SnapshotFile.META_LAST_WALL_MILLIS));
            TreeState state = builder.build();
            if (state.nodeCount() != meta(in, SnapshotFile.META_NODE_COUNT)
                    || state.digest() != meta(in, SnapshotFile.META_DIGEST)) {
                throw new CorruptEntryException("the digest differs from the one it was written with");
            }
            return ensemble.isPresent() ? state : state.with(shownEnsemble(state));
        });
    }

    private static TreeStateBuilder nodesAndSessions(SnapshotFile in) {
        TreeStateBuilder builder = new TreeStateBuilder();
        Map<Integer, AclList> acls = new HashMap<>();
        in.acls().forEach((id, acl) -> acls.put(id, SnapshotRecords.acl(acl)));
        in.sessions().forEach((id, session) -> builder.put(SnapshotRecords.session(session)));
        in.znodes().forEach((path, node) -> {
            AclList acl = acls.get(SnapshotRecords.aclIdOf(node));
            if (acl == null) {
                throw new CorruptEntryException("no access control list for " + path);
            }
            builder.put(path, SnapshotRecords.node(node, acl));
        });
        return builder;
    }

    private static StagedCopy stagedCopy(SnapshotFile in) {
        return new StagedCopy(
                meta(in, SnapshotFile.META_COPY_NUMBER),
                Math.toIntExact(meta(in, SnapshotFile.META_COPY_PIECES)),
                nodesAndSessions(in).build());
    }

    /**
     * An older file says who the members are only in the node that clients read. Nobody could change them then, so a version there is
     * what a superuser wrote, and not to be believed.
     */
    private static EnsembleState shownEnsemble(TreeState state) {
        Znode config = state.find(PathRules.CONFIG);
        byte @Nullable [] text = config == null ? null : config.data();
        if (text == null) {
            return EnsembleState.UNKNOWN;
        }
        try {
            Ensemble shown = Ensemble.parse(new String(text, StandardCharsets.UTF_8));
            return shown.version() == 0 ? EnsembleState.UNKNOWN.settledOn(shown) : EnsembleState.UNKNOWN;
        } catch (MalformedMemberException e) {
            return EnsembleState.UNKNOWN;
        }
    }

    /**
     * Looks one path up without loading the rest. The whole file is not verified.
     *
     * @param file the snapshot
     * @param path full path, or the empty alias of the root
     * @return the node, or null when there is none; its children are not filled in, see {@link #childNames}
     * @throws CorruptSnapshotException when the part of the file that was needed is damaged
     * @throws IOException when there is no such file
     */
    public static @Nullable Znode lookup(Path file, String path) throws IOException {
        String key = PathRules.canonical(path);
        Optional<Znode> found = with(
                file,
                in -> Optional.ofNullable(in.znodes().get(key))
                        .map(node -> SnapshotRecords.node(node, acl(in, SnapshotRecords.aclIdOf(node)))
                                .build(key)));
        return found.orElse(null);
    }

    private static AclList acl(SnapshotFile in, int id) {
        byte[] acl = in.acls().get(id);
        if (acl == null) {
            throw new CorruptEntryException("no access control list " + id);
        }
        return SnapshotRecords.acl(acl);
    }

    /**
     * Names of the children of a path, without loading the rest.
     *
     * @param file the snapshot
     * @param path full path, or the empty alias of the root
     * @return the names in the order of their characters; empty when the node does not exist
     * @throws CorruptSnapshotException when the part of the file that was needed is damaged
     * @throws IOException when there is no such file
     */
    public static List<String> childNames(Path file, String path) throws IOException {
        String key = PathRules.canonical(path);
        String prefix = key.equals(PathRules.ROOT) ? key : key + '/';
        List<String> names = with(file, in -> {
            BTreeMap<String, byte[]> znodes = in.znodes();
            List<String> found = new ArrayList<>();
            @Nullable String next = znodes.higherKey(prefix);
            while (next != null && next.startsWith(prefix)) {
                int slash = next.indexOf('/', prefix.length());
                if (slash < 0) {
                    found.add(next.substring(prefix.length()));
                    next = znodes.higherKey(next);
                } else {
                    // Below a child: go on behind the last possible descendant; '0' follows '/'.
                    next = znodes.ceilingKey(next.substring(0, slash) + '0');
                }
            }
            return found;
        });
        return List.copyOf(names);
    }

    private static long meta(SnapshotFile in, String name) {
        Long value = in.meta().get(name);
        if (value == null) {
            throw new CorruptEntryException("no " + name);
        }
        return value;
    }

    private static <T> T with(Path file, Question<T> question) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        try (SnapshotFile in = SnapshotFile.open(file)) {
            long format = meta(in, SnapshotFile.META_FORMAT);
            if (format != SnapshotFile.FORMAT) {
                throw new CorruptSnapshotException("snapshot " + file + " has format " + format
                        + "; this release reads up to " + SnapshotFile.FORMAT);
            }
            return question.ask(in);
        } catch (RuntimeException | IOError e) {
            // Damage shows as any kind of failure inside of MapDB.
            throw new CorruptSnapshotException("cannot read snapshot " + file, e);
        }
    }

    /** What is asked of an open file. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(SnapshotFile in) throws IOException;
    }
}
