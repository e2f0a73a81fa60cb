package io.corral.server.assembly;

import io.corral.server.auth.AccessRules;
import io.corral.server.auth.AuthAnswer;
import io.corral.server.auth.Authenticator;
import io.corral.server.config.AccessConfig;
import io.corral.server.config.ServerConfig;
import io.corral.server.control.Admission;
import io.corral.server.control.Credentials;
import io.corral.server.control.LastSnapshot;
import io.corral.server.control.StateCopy;
import io.corral.server.control.StateTransfer;
import io.corral.server.exchange.CopyPieces;
import io.corral.server.exchange.Spool;
import io.corral.server.exchange.ZooKeeperSnapshotWriter;
import io.corral.server.replication.CopyDelivery;
import io.corral.server.replication.Replacements;
import io.corral.server.replication.ReplicationLink;
import io.corral.server.replication.SnapshotFiles;
import io.corral.server.view.BatchFeed;
import io.corral.tree.TreeState;
import io.corral.tree.Znode;
import io.corral.tree.acl.AclSchemes;
import io.corral.tree.acl.Identity;
import io.corral.tree.acl.Permission;
import io.corral.tree.acl.SchemeNames;
import io.corral.tree.path.PathRules;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Hands out copies of the newest state, and takes them in place of it, from those who hold all permissions on the root. */
final class TransferDesk implements StateTransfer {
    private static final List<Integer> EVERY_PERMISSION =
            List.of(Permission.READ, Permission.WRITE, Permission.CREATE, Permission.DELETE, Permission.ADMIN);

    private static final int SESSIONS_MAX = 500_000;
    private static final int BUFFER_BYTES = 1 << 16;

    private final BatchFeed feed;
    private final SnapshotFiles snapshots;
    private final Replacements replacements;
    private final ReplicationLink link;
    private final CopyPieces.Bounds bounds;
    private final boolean compressed;
    private final SecureRandom random = new SecureRandom();
    private final Authenticator authenticator;
    private final AccessRules access;
    private final Function<List<X509Certificate>, List<Identity>> owners;

    /**
     * @param feed the published batches
     * @param snapshots where there is room for copies
     * @param config who may do what, and in which form copies are given
     * @param replacements tells what this server has executed
     * @param link the way into the log
     * @param heapBytes the memory of this server: a copy may take half of it, as the state it replaces is there until then
     * @param owners tells whose certificate it is that is shown; nobody's if clients could not show it
     */
    TransferDesk(
            BatchFeed feed,
            SnapshotFiles snapshots,
            ServerConfig config,
            Replacements replacements,
            ReplicationLink link,
            long heapBytes,
            Function<List<X509Certificate>, List<Identity>> owners) {
        AccessConfig rules = config.access();
        this.compressed = config.operations()
                .admin()
                .map(admin -> admin.transfers().compressed())
                .orElse(false);
        this.feed = feed;
        this.snapshots = snapshots;
        this.replacements = replacements;
        this.link = link;
        this.owners = owners;
        this.bounds = new CopyPieces.Bounds(heapBytes / 2, SESSIONS_MAX);
        this.authenticator = new Authenticator(rules.schemes(), rules.digest());
        AclSchemes schemes = AclSchemes.all().restrictedTo(rules.schemes().offered());
        this.access = new AccessRules(
                schemes, rules.skipAcl(), rules.eagerAclCheck(), rules.sasl().anyUser());
    }

    @Override
    public Admission admit(Credentials shown) {
        List<Identity> owner =
                shown.scheme().equals(SchemeNames.X509) && !shown.certificates().isEmpty()
                        ? owners.apply(shown.certificates())
                        : List.of();
        byte @Nullable [] proof =
                shown.proof().map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(null);
        AuthAnswer answer = authenticator.authenticate(shown.scheme(), proof, owner);
        if (answer.verdict() != AuthAnswer.Verdict.ACCEPTED) {
            return Admission.UNKNOWN;
        }
        List<Identity> proven = new ArrayList<>(answer.gained());
        proven.addAll(owner);
        if (shown.scheme().equals(SchemeNames.IP)) {
            proven.add(Authenticator.ofAddress(shown.from()));
        }
        List<Identity> carried = access.carriedBy(proven);
        Znode root = feed.newest().state().find(PathRules.ROOT);
        boolean all = root != null
                && EVERY_PERMISSION.stream().allMatch(wanted -> access.permits(root.acl(), wanted, carried));
        return all ? Admission.ADMITTED : Admission.FORBIDDEN;
    }

    @Override
    public StateCopy copy() {
        TreeState state = feed.newest().state();
        return new StateCopy(state.lastZxid(), out -> write(state, out));
    }

    private void write(TreeState state, OutputStream out) throws IOException {
        if (compressed) {
            GZIPOutputStream packed = new GZIPOutputStream(out, BUFFER_BYTES);
            ZooKeeperSnapshotWriter.write(state, new BufferedOutputStream(packed, BUFFER_BYTES));
            packed.finish();
        } else {
            ZooKeeperSnapshotWriter.write(state, out);
        }
    }

    @Override
    public LastSnapshot lastSnapshot() {
        return snapshots.last();
    }

    @Override
    public long restore(InputStream snapshot) throws IOException {
        try (Spool copy = snapshots.spool(snapshot, bounds.memoryBytes())) {
            // Whatever is wrong with it is found before anything of it goes into the log.
            CopyPieces.read(copy.fromStart(), bounds, piece -> {});
            try (CopyDelivery delivery = new CopyDelivery(link, replacements, random.nextLong() | 1)) {
                return delivery.finish(CopyPieces.read(copy.fromStart(), bounds, delivery::send));
            }
        }
    }
}
