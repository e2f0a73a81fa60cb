package io.corral.raft.snapshot;

import io.corral.raft.core.ReceivedPart;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.SnapshotStorage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The twin of {@link FileSnapshotStorage} in memory. Publishing is atomic; what is staged stays, too. */
public final class MemorySnapshotStorage implements SnapshotStorage {
    private static final int GENERATIONS = 3;

    private final List<Stored> published = new ArrayList<>();
    private @Nullable SnapshotMeta stagedMeta;
    private ByteArrayOutputStream staged = new ByteArrayOutputStream();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Stored(SnapshotMeta meta, byte[] data) {}

    @Override
    public synchronized List<SnapshotMeta> list() {
        return published.stream().map(Stored::meta).toList();
    }

    @Override
    public synchronized Optional<SnapshotMeta> newestValid() {
        return published.stream()
                .filter(each -> each.data().length == each.meta().lengthBytes()
                        && checksum(each.data()) == each.meta().checksum())
                .map(Stored::meta)
                .findFirst();
    }

    @Override
    public InputStream open(SnapshotMeta meta) throws IOException {
        return new ByteArrayInputStream(data(meta));
    }

    @Override
    public Draft create(long index, long term, Membership membership) {
        return new MemoryDraft(new SnapshotMeta(index, term, membership, 0, 0));
    }

    @Override
    public byte[] readChunk(SnapshotMeta meta, long offset, int maxBytes) throws IOException {
        byte[] data = data(meta);
        int from = (int) Math.min(offset, data.length);
        return Arrays.copyOfRange(data, from, (int) Math.min(data.length, (long) from + maxBytes));
    }

    @Override
    public synchronized long stageChunk(SnapshotMeta meta, long offset, byte[] data) throws IOException {
        if (offset == 0) {
            stagedMeta = meta;
            staged = new ByteArrayOutputStream();
        }
        if (!meta.equals(stagedMeta)) {
            throw new IOException("a piece at offset " + offset + " of a snapshot whose beginning did not arrive");
        }
        if (offset == staged.size()) {
            staged.writeBytes(data);
        }
        return staged.size();
    }

    @Override
    public synchronized Optional<ReceivedPart> received() {
        return stagedMeta == null || staged.size() == 0
                ? Optional.empty()
                : Optional.of(new ReceivedPart(stagedMeta, staged.size()));
    }

    @Override
    public synchronized void publishStaged(SnapshotMeta meta) throws IOException {
        if (!meta.equals(stagedMeta)) {
            throw new IOException("this snapshot is not staged: " + meta);
        }
        byte[] data = staged.toByteArray();
        loseStaged();
        if (data.length != meta.lengthBytes() || checksum(data) != meta.checksum()) {
            throw new IOException("the snapshot received is not the one announced: " + meta);
        }
        publish(new Stored(meta, data));
    }

    /** Forgets what is staged, as a crash may. */
    public synchronized void loseStaged() {
        stagedMeta = null;
        staged = new ByteArrayOutputStream();
    }

    /** Flips a bit of the newest snapshot, which must not be empty. */
    public synchronized void damageNewest() {
        byte[] data = published.get(0).data();
        data[data.length / 2] ^= 1;
    }

    @Override
    public void close() {
        // Whoever opens the node again finds everything published.
    }

    private synchronized byte[] data(SnapshotMeta meta) throws IOException {
        for (Stored each : published) {
            if (each.meta().equals(meta)) {
                return each.data();
            }
        }
        throw new IOException("no snapshot " + meta);
    }

    private synchronized void publish(Stored snapshot) {
        int at = 0;
        while (at < published.size()
                && published.get(at).meta().index() > snapshot.meta().index()) {
            at++;
        }
        published.add(at, snapshot);
        while (published.size() > GENERATIONS) {
            published.remove(published.size() - 1);
        }
        if (stagedMeta != null && stagedMeta.index() <= snapshot.meta().index()) {
            loseStaged();
        }
    }

    private static long checksum(byte[] data) {
        CRC32C crc = new CRC32C();
        crc.update(data);
        return crc.getValue();
    }

    /** A snapshot of the own state while it is being written. */
    private final class MemoryDraft implements Draft {
        private final SnapshotMeta meta;
        private final ByteArrayOutputStream output = new ByteArrayOutputStream();

        private MemoryDraft(SnapshotMeta meta) {
            this.meta = meta;
        }

        @Override
        public OutputStream output() {
            return output;
        }

        @Override
        public SnapshotMeta publish() {
            byte[] data = output.toByteArray();
            SnapshotMeta complete =
                    new SnapshotMeta(meta.index(), meta.term(), meta.membership(), data.length, checksum(data));
            MemorySnapshotStorage.this.publish(new Stored(complete, data));
            return complete;
        }

        @Override
        public void close() {
            // Nothing outlives an unpublished draft.
        }
    }
}
