package io.corral.server.assembly;

import io.corral.server.auth.AccessRules;
import io.corral.server.auth.AuthAnswer;
import io.corral.server.auth.Authenticator;
import io.corral.server.config.AccessConfig;
import io.corral.server.control.Admission;
import io.corral.server.control.LastSnapshot;
import io.corral.server.control.StateCopy;
import io.corral.server.control.StateTransfer;
import io.corral.server.exchange.BoundedInput;
import io.corral.server.exchange.ImportedTree;
import io.corral.server.exchange.ZooKeeperSnapshotWriter;
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
import io.corral.tree.codec.CommandEncoder;
import io.corral.tree.codec.TreeImage;
import io.corral.tree.command.RestoreTree;
import io.corral.tree.path.PathRules;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Hands out copies of the newest state to those who hold all permissions on the root. */
final class TransferDesk implements StateTransfer {
    private static final List<Integer> EVERY_PERMISSION =
            List.of(Permission.READ, Permission.WRITE, Permission.CREATE, Permission.DELETE, Permission.ADMIN);

    /** What travels to the other servers in one piece. */
    private static final int LARGEST_IMAGE_BYTES = 24 << 20;

    /** A snapshot whose image is small enough is not as large as this, and everything in it comes into the memory. */
    private static final long LARGEST_SNAPSHOT_BYTES = 64L << 20;

    private static final int SESSIONS_MAX = 500_000;
    private static final int PASSWORD_BYTES = 16;
    private static final long PATIENCE_SECONDS = 60;

    private final BatchFeed feed;
    private final SnapshotFiles snapshots;
    private final Replacements replacements;
    private final ReplicationLink link;
    private final SecureRandom random = new SecureRandom();
    private final Authenticator authenticator;
    private final AccessRules access;

    TransferDesk(
            BatchFeed feed,
            SnapshotFiles snapshots,
            AccessConfig config,
            Replacements replacements,
            ReplicationLink link) {
        this.feed = feed;
        this.snapshots = snapshots;
        this.replacements = replacements;
        this.link = link;
        this.authenticator = new Authenticator(config.schemes(), config.digest());
        AclSchemes schemes = AclSchemes.all().restrictedTo(config.schemes().offered());
        this.access = new AccessRules(
                schemes, config.skipAcl(), config.eagerAclCheck(), config.sasl().anyUser());
    }

    @Override
    public Admission admit(String scheme, byte[] proof, InetAddress from) {
        AuthAnswer answer = authenticator.authenticate(scheme, proof, List.of());
        if (answer.verdict() != AuthAnswer.Verdict.ACCEPTED) {
            return Admission.UNKNOWN;
        }
        List<Identity> proven = new ArrayList<>(answer.gained());
        if (scheme.equals(SchemeNames.IP)) {
            proven.add(Authenticator.ofAddress(from));
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
        return new StateCopy(state.lastZxid(), out -> ZooKeeperSnapshotWriter.write(state, out));
    }

    @Override
    public LastSnapshot lastSnapshot() {
        return snapshots.last();
    }

    @Override
    public long restore(InputStream snapshot) throws IOException {
        InputStream bounded = new BoundedInput(snapshot, LARGEST_SNAPSHOT_BYTES);
        byte[] image = TreeImage.encode(ImportedTree.read(bounded, SESSIONS_MAX, this::freshPassword));
        if (image.length > LARGEST_IMAGE_BYTES) {
            throw new IOException("the copy takes " + image.length + " bytes; at most " + LARGEST_IMAGE_BYTES
                    + " can be restored in one step");
        }
        long number = random.nextLong() | 1;
        CompletableFuture<Long> done = replacements.expect(number);
        try {
            link.submit(List.of(CommandEncoder.encode(new RestoreTree(number, image))));
            return done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException("no majority took the copy in time; it is not known whether it will", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server stops", e);
        } finally {
            replacements.forget(number);
        }
    }

    private byte[] freshPassword() {
        byte[] password = new byte[PASSWORD_BYTES];
        random.nextBytes(password);
        return password;
    }
}
