package io.corral.wire.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.wire.record.AclEntry;
import io.corral.wire.transaction.Change.Lifetime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Adler32;
import org.apache.jute.BinaryOutputArchive;
import org.apache.jute.Record;
import org.apache.zookeeper.ZooDefs.OpCode;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.server.persistence.FileHeader;
import org.apache.zookeeper.txn.CheckVersionTxn;
import org.apache.zookeeper.txn.CloseSessionTxn;
import org.apache.zookeeper.txn.CreateContainerTxn;
import org.apache.zookeeper.txn.CreateSessionTxn;
import org.apache.zookeeper.txn.CreateTTLTxn;
import org.apache.zookeeper.txn.CreateTxn;
import org.apache.zookeeper.txn.CreateTxnV0;
import org.apache.zookeeper.txn.DeleteTxn;
import org.apache.zookeeper.txn.ErrorTxn;
import org.apache.zookeeper.txn.MultiTxn;
import org.apache.zookeeper.txn.SetACLTxn;
import org.apache.zookeeper.txn.SetDataTxn;
import org.apache.zookeeper.txn.Txn;
import org.apache.zookeeper.txn.TxnDigest;
import org.apache.zookeeper.txn.TxnHeader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A transaction log that ZooKeeper has written")
class TransactionLogTest {
    private static final long SESSION = 0x1_0000_1234L;
    private static final long TIME = 1_700_000_000_000L;
    private static final byte[] DATA = "data".getBytes(StandardCharsets.UTF_8);
    private static final int ZEROS = 100;
    private static final List<ACL> LOGGED_OPEN = List.of(new ACL(31, new Id("world", "anyone")));
    private static final List<ACL> LOGGED_READ = List.of(new ACL(1, new Id("world", "anyone")));
    private static final List<AclEntry> OPEN = List.of(new AclEntry(31, "world", "anyone"));

    private long zxid = 0x500000000L;

    @Test
    @DisplayName("is read change by change")
    void everyKind() throws IOException {
        byte[] log = written(
                request(OpCode.createSession, new CreateSessionTxn(4000)),
                request(OpCode.create, new CreateTxn("/a", DATA, LOGGED_OPEN, true, 7)),
                request(OpCode.create2, new CreateTxn("/b", null, LOGGED_READ, false, 8)),
                request(OpCode.createContainer, new CreateContainerTxn("/c", DATA, LOGGED_OPEN, 9)),
                request(OpCode.createTTL, new CreateTTLTxn("/t", DATA, LOGGED_OPEN, 10, 60_000)),
                request(OpCode.setData, new SetDataTxn("/a", DATA, 3)),
                request(OpCode.reconfig, new SetDataTxn("/zookeeper/config", DATA, -1)),
                request(OpCode.setACL, new SetACLTxn("/a", LOGGED_OPEN, 4)),
                request(OpCode.error, new ErrorTxn(-101)),
                request(OpCode.delete, new DeleteTxn("/b"), new TxnDigest(2, 0x1234_5678_9ABCL)),
                request(OpCode.deleteContainer, new DeleteTxn("/c")),
                request(OpCode.closeSession, new CloseSessionTxn(List.of("/a"))));

        List<LoggedTransaction> read = read(log);

        assertThat(read).allSatisfy(transaction -> {
            assertThat(transaction.session()).isEqualTo(SESSION);
            assertThat(transaction.timeMillis()).isEqualTo(TIME);
        });
        assertThat(read).extracting(LoggedTransaction::zxid).isSorted().startsWith(0x500000001L);
        assertThat(read)
                .extracting(LoggedTransaction::change)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(
                        new Change.SessionOpened(4000),
                        new Change.NodeCreated("/a", DATA, OPEN, Lifetime.EPHEMERAL, 7),
                        new Change.NodeCreated(
                                "/b", null, List.of(new AclEntry(1, "world", "anyone")), Lifetime.PERSISTENT, 8),
                        new Change.NodeCreated("/c", DATA, OPEN, Lifetime.CONTAINER, 9),
                        new Change.NodeCreated("/t", DATA, OPEN, Lifetime.ofTtl(60_000), 10),
                        new Change.DataSet("/a", DATA, 3),
                        new Change.DataSet("/zookeeper/config", DATA, -1),
                        new Change.AclSet("/a", OPEN, 4),
                        new Change.Nothing(),
                        new Change.NodeDeleted("/b"),
                        new Change.NodeDeleted("/c"),
                        new Change.SessionClosed(List.of("/a")));
    }

    @Test
    @DisplayName("tells the parts of a multi, and nothing of one that failed")
    void multi() throws IOException {
        Txn created = part(OpCode.create, new CreateTxn("/m", DATA, LOGGED_OPEN, false, 1));
        Txn checked = part(OpCode.check, new CheckVersionTxn("/m", 0));
        Txn failed = part(OpCode.error, new ErrorTxn(-2));

        List<LoggedTransaction> read = read(written(
                request(OpCode.multi, new MultiTxn(List.of(created, checked))),
                request(OpCode.multi, new MultiTxn(List.of(failed, failed)))));

        assertThat(read)
                .extracting(LoggedTransaction::change)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(
                        new Change.Several(List.of(
                                new Change.NodeCreated("/m", DATA, OPEN, Lifetime.PERSISTENT, 1),
                                new Change.Nothing())),
                        new Change.Nothing());
    }

    @Test
    @DisplayName("of an old release lacks what they did not write")
    void oldReleases() throws IOException {
        List<LoggedTransaction> read = read(written(
                request(OpCode.create, new CreateTxnV0("/v0", DATA, LOGGED_OPEN, false)),
                request(OpCode.closeSession),
                request(OpCode.closeSession, new TxnDigest(2, 0x1234_5678_9ABCL))));

        assertThat(read)
                .extracting(LoggedTransaction::change)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(
                        new Change.NodeCreated("/v0", DATA, OPEN, Lifetime.PERSISTENT, -1),
                        new Change.SessionClosed(List.of()),
                        new Change.SessionClosed(List.of()));
    }

    @Test
    @DisplayName("holds data larger than a packet may be here")
    void largeData() throws IOException {
        byte[] large = new byte[3 << 20];
        List<LoggedTransaction> read = read(written(request(OpCode.setData, new SetDataTxn("/large", large, 1))));

        assertThat(read).hasSize(1);
    }

    @Test
    @DisplayName("ends where the server died, at any byte")
    void torn() throws IOException {
        byte[] log = written(
                request(OpCode.delete, new DeleteTxn("/first")), request(OpCode.delete, new DeleteTxn("/second")));
        int end = end(log);

        assertThat(read(Arrays.copyOf(log, end))).hasSize(2);
        for (int length = 0; length < end; length++) {
            assertThat(read(Arrays.copyOf(log, length)))
                    .as("cut at %d of %d", length, end)
                    .hasSizeLessThan(2);
        }
    }

    @Test
    @DisplayName("is refused when it is damaged or something else")
    void damaged() throws IOException {
        byte[] log = written(request(OpCode.delete, new DeleteTxn("/first")));
        byte[] flipped = log.clone();
        flipped[end(log) - 3] ^= 1;
        byte[] unknown = written(request(99, new DeleteTxn("/first")));

        assertThatThrownBy(() -> read(flipped)).isInstanceOf(IOException.class).hasMessageContaining("checksum");
        assertThatThrownBy(() -> read(new byte[100]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ZKLG");
        assertThatThrownBy(() -> read(unknown)).isInstanceOf(IOException.class).hasMessageContaining("type 99");
    }

    /** Where the last record ends: before the zeros that ZooKeeper fills its files with. */
    private static int end(byte[] log) {
        return log.length - ZEROS;
    }

    private byte[] request(int type, Record... txn) throws IOException {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        BinaryOutputArchive out = BinaryOutputArchive.getArchive(payload);
        new TxnHeader(SESSION, 1, ++zxid, TIME, type).serialize(out, "header");
        for (Record each : txn) {
            each.serialize(out, "txn");
        }
        return payload.toByteArray();
    }

    private static Txn part(int type, Record txn) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        txn.serialize(BinaryOutputArchive.getArchive(bytes), "txn");
        return new Txn(type, bytes.toByteArray());
    }

    /** A file as ZooKeeper writes it, but shorter. */
    private static byte[] written(byte[]... payloads) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        BinaryOutputArchive out = BinaryOutputArchive.getArchive(file);
        new FileHeader(0x5A4B4C47, 2, 0).serialize(out, "fileheader");
        for (byte[] payload : payloads) {
            Adler32 checksum = new Adler32();
            checksum.update(payload);
            out.writeLong(checksum.getValue(), "crc");
            out.writeBuffer(payload, "txn");
            out.writeByte((byte) 'B', "end");
        }
        file.write(new byte[ZEROS]);
        return file.toByteArray();
    }

    private static List<LoggedTransaction> read(byte[] log) throws IOException {
        List<LoggedTransaction> read = new ArrayList<>();
        TransactionLog.read(new ByteArrayInputStream(log), read::add);
        return read;
    }
}
