package io.corral.wire.transaction;

import io.corral.wire.record.AclEntry;
import io.corral.wire.transaction.Change.Lifetime;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.jute.BinaryInputArchive;
import org.apache.jute.InputArchive;
import org.apache.jute.Record;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.txn.CloseSessionTxn;
import org.apache.zookeeper.txn.CreateContainerTxn;
import org.apache.zookeeper.txn.CreateSessionTxn;
import org.apache.zookeeper.txn.CreateTTLTxn;
import org.apache.zookeeper.txn.CreateTxn;
import org.apache.zookeeper.txn.CreateTxnV0;
import org.apache.zookeeper.txn.DeleteTxn;
import org.apache.zookeeper.txn.MultiTxn;
import org.apache.zookeeper.txn.SetACLTxn;
import org.apache.zookeeper.txn.SetDataTxn;
import org.apache.zookeeper.txn.Txn;
import org.apache.zookeeper.txn.TxnHeader;
import org.jspecify.annotations.Nullable;

/** Decodes the payload of a record of ZooKeeper's transaction log: a header, a body by its type, perhaps a digest. */
final class TransactionDecoder {
    private static final int FAILED = -1;
    private static final int UNKNOWN_COUNT = -1;
    private static final int DIGEST_VERSION = 2;
    private static final int DIGEST_BYTES = Integer.BYTES + Long.BYTES;
    private static final Change NOTHING = new Change.Nothing();

    private static final Map<Integer, Body> BODIES = Map.ofEntries(
            Map.entry(1, TransactionDecoder::create),
            Map.entry(2, TransactionDecoder::delete),
            Map.entry(5, TransactionDecoder::setData),
            Map.entry(7, TransactionDecoder::setAcl),
            Map.entry(13, payload -> NOTHING),
            Map.entry(14, TransactionDecoder::multi),
            Map.entry(15, TransactionDecoder::create),
            Map.entry(16, TransactionDecoder::setData),
            Map.entry(19, TransactionDecoder::createContainer),
            Map.entry(20, TransactionDecoder::delete),
            Map.entry(21, TransactionDecoder::createTtl),
            Map.entry(-10, TransactionDecoder::openSession),
            Map.entry(-11, TransactionDecoder::closeSession),
            Map.entry(FAILED, payload -> NOTHING));

    private TransactionDecoder() {}

    /** Decodes the body behind a header. */
    @FunctionalInterface
    private interface Body {
        Change decode(byte[] body) throws IOException;
    }

    static LoggedTransaction decode(byte[] payload) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(payload);
        TxnHeader header = new TxnHeader();
        header.deserialize(archive(in, payload.length), "header");
        byte[] body = in.readAllBytes();
        try {
            return new LoggedTransaction(
                    header.getClientId(), header.getZxid(), header.getTime(), change(header.getType(), body));
        } catch (EOFException e) {
            throw new IOException(
                    "the transaction log is damaged: transaction 0x" + Long.toHexString(header.getZxid())
                            + " ends too early",
                    e);
        }
    }

    private static Change change(int type, byte[] body) throws IOException {
        Body decoder = BODIES.get(type);
        if (decoder == null) {
            throw new IOException("the transaction log holds a transaction of type " + type
                    + ", which no release of ZooKeeper up to 3.9 writes");
        }
        return decoder.decode(body);
    }

    private static Change create(byte[] body) throws IOException {
        try {
            CreateTxn txn = read(body, new CreateTxn());
            return new Change.NodeCreated(
                    txn.getPath(),
                    txn.getData(),
                    entries(txn.getAcl()),
                    txn.getEphemeral() ? Lifetime.EPHEMERAL : Lifetime.PERSISTENT,
                    txn.getParentCVersion());
        } catch (EOFException ofAnOldRelease) {
            CreateTxnV0 txn = read(body, new CreateTxnV0());
            return new Change.NodeCreated(
                    txn.getPath(),
                    txn.getData(),
                    entries(txn.getAcl()),
                    txn.getEphemeral() ? Lifetime.EPHEMERAL : Lifetime.PERSISTENT,
                    UNKNOWN_COUNT);
        }
    }

    private static Change createContainer(byte[] body) throws IOException {
        CreateContainerTxn txn = read(body, new CreateContainerTxn());
        return new Change.NodeCreated(
                txn.getPath(), txn.getData(), entries(txn.getAcl()), Lifetime.CONTAINER, txn.getParentCVersion());
    }

    private static Change createTtl(byte[] body) throws IOException {
        CreateTTLTxn txn = read(body, new CreateTTLTxn());
        return new Change.NodeCreated(
                txn.getPath(),
                txn.getData(),
                entries(txn.getAcl()),
                Lifetime.ofTtl(txn.getTtl()),
                txn.getParentCVersion());
    }

    private static Change delete(byte[] body) throws IOException {
        return new Change.NodeDeleted(read(body, new DeleteTxn()).getPath());
    }

    private static Change setData(byte[] body) throws IOException {
        SetDataTxn txn = read(body, new SetDataTxn());
        return new Change.DataSet(txn.getPath(), txn.getData(), txn.getVersion());
    }

    private static Change setAcl(byte[] body) throws IOException {
        SetACLTxn txn = read(body, new SetACLTxn());
        return new Change.AclSet(txn.getPath(), entries(txn.getAcl()), txn.getVersion());
    }

    private static Change openSession(byte[] body) throws IOException {
        return new Change.SessionOpened(read(body, new CreateSessionTxn()).getTimeOut());
    }

    private static Change closeSession(byte[] body) throws IOException {
        if (body.length == 0 || isDigest(body)) {
            return new Change.SessionClosed(List.of());
        }
        List<String> paths = read(body, new CloseSessionTxn()).getPaths2Delete();
        return new Change.SessionClosed(paths == null ? List.of() : List.copyOf(paths));
    }

    /** Whether the body is missing and its digest stands in its place: no list of two paths is as short as that. */
    private static boolean isDigest(byte[] body) {
        return body.length == DIGEST_BYTES && ByteBuffer.wrap(body).getInt() == DIGEST_VERSION;
    }

    private static Change multi(byte[] body) throws IOException {
        List<Change> changes = new ArrayList<>();
        for (Txn part : read(body, new MultiTxn()).getTxns()) {
            if (part.getType() == FAILED) {
                return NOTHING;
            }
            changes.add(change(part.getType(), part.getData()));
        }
        return new Change.Several(List.copyOf(changes));
    }

    private static <T extends Record> T read(byte[] body, T into) throws IOException {
        into.deserialize(archive(new ByteArrayInputStream(body), body.length), "txn");
        return into;
    }

    /** No field is larger than what it lies in; the limit for packets does not count here. */
    private static InputArchive archive(InputStream in, int bytes) {
        return new BinaryInputArchive(new DataInputStream(in), bytes, 0);
    }

    private static List<AclEntry> entries(@Nullable List<ACL> list) {
        return list == null
                ? List.of()
                : list.stream()
                        .map(acl -> new AclEntry(
                                acl.getPerms(),
                                acl.getId().getScheme(),
                                acl.getId().getId()))
                        .toList();
    }
}
