package io.corral.server.exchange;

import io.corral.tree.ZnodeBuilder;
import io.corral.tree.acl.AclEntry;
import io.corral.tree.acl.AclList;
import io.corral.tree.path.PathRules;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Adler32;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;

/** Reads a snapshot file of ZooKeeper 3.9, plain or by gzip, from whoever wrote it. What is damaged is refused. */
public final class ZooKeeperSnapshotReader {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int LARGEST_DATA_BYTES = 64 << 20;
    private static final int LARGEST_COUNT = 1 << 28;

    private final Adler32 checksum = new Adler32();
    private final BufferedInputStream raw;
    private final DataInputStream in;
    private final ForeignTree tree;
    private final Map<Long, AclList> acls = new HashMap<>();

    private ZooKeeperSnapshotReader(InputStream stream, ForeignTree tree) {
        this.raw = new BufferedInputStream(stream, BUFFER_BYTES);
        this.in = new DataInputStream(new CheckedInputStream(raw, checksum));
        this.tree = tree;
    }

    /**
     * Reads a whole snapshot.
     *
     * @param stream the file
     * @param tree is told what it holds; must forget it when this fails
     * @return the last zxid in the file; the largest one of any node when it does not say
     * @throws IOException when the stream ends early or is no intact snapshot; the message says what is wrong
     */
    public static long read(InputStream stream, ForeignTree tree) throws IOException {
        try {
            return new ZooKeeperSnapshotReader(Compression.unpack(stream), tree).read();
        } catch (EOFException e) {
            throw new IOException("the snapshot ends too early", e);
        }
    }

    private long read() throws IOException {
        if (in.readInt() != SnapshotFormat.MAGIC) {
            throw new IOException("this is no snapshot of ZooKeeper: it does not begin with ZKSN");
        }
        int version = in.readInt();
        if (version != SnapshotFormat.VERSION) {
            throw new IOException(
                    "the snapshot has format " + version + "; this release reads " + SnapshotFormat.VERSION);
        }
        in.readLong();
        int sessions = count("sessions");
        for (int i = 0; i < sessions; i++) {
            tree.session(in.readLong(), in.readInt());
        }
        readAcls();
        long largest = readNodes();
        checkSeal();
        return lastZxid(largest);
    }

    private void readAcls() throws IOException {
        acls.put(SnapshotFormat.OPEN_ACL_ID, AclList.OPEN);
        int lists = count("access control lists");
        for (int i = 0; i < lists; i++) {
            long id = in.readLong();
            int entries = count("entries of an access control list");
            List<AclEntry> list = new ArrayList<>();
            for (int entry = 0; entry < entries; entry++) {
                list.add(new AclEntry(in.readInt(), text(), text()));
            }
            acls.put(id, AclList.of(list));
        }
    }

    private long readNodes() throws IOException {
        long largest = 0;
        for (String path = text(); !path.equals(SnapshotFormat.END); path = text()) {
            byte[] data = bytes();
            long aclId = in.readLong();
            AclList acl = acls.get(aclId);
            if (acl == null) {
                throw new IOException("the snapshot lacks access control list " + aclId + " of " + path);
            }
            long czxid = in.readLong();
            long mzxid = in.readLong();
            ZnodeBuilder node = new ZnodeBuilder()
                    .data(data)
                    .acl(acl)
                    .created(czxid, in.readLong())
                    .modified(mzxid, in.readLong())
                    .version(in.readInt())
                    .createCount(in.readInt())
                    .aversion(in.readInt());
            long owner = in.readLong();
            long pzxid = in.readLong();
            tree.node(path.isEmpty() ? PathRules.ROOT : path, node.owner(owner).pzxid(pzxid), acl, owner);
            largest = Math.max(largest, Math.max(mzxid, pzxid));
        }
        return largest;
    }

    /** The parts behind the nodes are optional: older releases do not write them. */
    private long lastZxid(long otherwise) throws IOException {
        if (atEnd()) {
            return otherwise;
        }
        // The digest: zxid, version, digest.
        in.readLong();
        in.readInt();
        in.readLong();
        checkSeal();
        if (atEnd()) {
            return otherwise;
        }
        long zxid = in.readLong();
        checkSeal();
        return zxid;
    }

    private boolean atEnd() throws IOException {
        raw.mark(1);
        boolean end = raw.read() < 0;
        raw.reset();
        return end;
    }

    private void checkSeal() throws IOException {
        long expected = checksum.getValue();
        if (in.readLong() != expected || !text().equals(SnapshotFormat.END)) {
            throw new IOException("the snapshot is damaged: its checksum is wrong");
        }
    }

    private int count(String what) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > LARGEST_COUNT) {
            throw new IOException("the snapshot is damaged: it claims to have " + count + " " + what);
        }
        return count;
    }

    private String text() throws IOException {
        byte[] bytes = bytes();
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private byte @Nullable [] bytes() throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        if (length > LARGEST_DATA_BYTES) {
            throw new IOException("the snapshot is damaged: it claims to have a field of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }
}
