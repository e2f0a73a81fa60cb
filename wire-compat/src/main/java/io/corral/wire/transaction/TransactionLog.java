package io.corral.wire.transaction;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.zip.Adler32;

/**
 * Reads a file of ZooKeeper's transaction log: a header, then records of checksum, length, payload and an end mark, then zeros up to
 * the preallocated length. A record that was being written when the server died is where the file ends; a wrong checksum is damage.
 */
public final class TransactionLog {
    /** The letters ZKLG. */
    private static final int MAGIC = 0x5A4B4C47;

    private static final int VERSION = 2;
    private static final int END_OF_RECORD = 0x42;
    private static final int LARGEST_BYTES = 256 << 20;

    private TransactionLog() {}

    /**
     * Reads all transactions of a file, in their order.
     *
     * @param stream the file; better buffered
     * @param sink is given each transaction
     * @throws IOException when it is no such file or is damaged; the message says how
     */
    public static void read(InputStream stream, Consumer<LoggedTransaction> sink) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        if (!readHeader(in)) {
            return;
        }
        for (byte[] payload = next(in); payload.length > 0; payload = next(in)) {
            sink.accept(TransactionDecoder.decode(payload));
        }
    }

    /** Whether there is one: a server that died while it began a file leaves an empty one. */
    private static boolean readHeader(DataInputStream in) throws IOException {
        byte[] header = in.readNBytes(Integer.BYTES + Integer.BYTES + Long.BYTES);
        if (header.length < Integer.BYTES + Integer.BYTES + Long.BYTES) {
            return false;
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        if (fields.getInt() != MAGIC) {
            throw new IOException("this is no transaction log of ZooKeeper: it does not begin with ZKLG");
        }
        int version = fields.getInt();
        if (version != VERSION) {
            throw new IOException("the transaction log has format " + version + "; this release reads " + VERSION);
        }
        return true;
    }

    /** The next record's payload; empty at the end, and where the last record was not finished. */
    private static byte[] next(DataInputStream in) throws IOException {
        try {
            long expected = in.readLong();
            int length = in.readInt();
            if (length == 0) {
                return new byte[0];
            }
            if (length < 0 || length > LARGEST_BYTES) {
                throw new IOException("the transaction log is damaged: a record claims to have " + length + " bytes");
            }
            byte[] payload = in.readNBytes(length);
            if (payload.length < length || in.readByte() != END_OF_RECORD) {
                return new byte[0];
            }
            Adler32 checksum = new Adler32();
            checksum.update(payload);
            if (checksum.getValue() != expected) {
                throw new IOException("the transaction log is damaged: the checksum of a record is wrong");
            }
            return payload;
        } catch (EOFException e) {
            return new byte[0];
        }
    }
}
