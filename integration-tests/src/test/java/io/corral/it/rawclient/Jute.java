package io.corral.it.rawclient;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.jute.BinaryInputArchive;
import org.apache.jute.BinaryOutputArchive;
import org.apache.jute.Record;

/** Reads generated records one after another from a payload; also turns records into bytes. */
public final class Jute {
    private final ByteArrayInputStream bytes;
    private final BinaryInputArchive archive;

    /** Starts reading at the beginning of {@code payload}. */
    public Jute(byte[] payload) {
        this.bytes = new ByteArrayInputStream(payload);
        this.archive = BinaryInputArchive.getArchive(bytes);
    }

    /** Fills {@code empty} from the bytes that follow. */
    public <T extends Record> T record(T empty) throws IOException {
        empty.deserialize(archive, "record");
        return empty;
    }

    /** What has not been read. */
    public byte[] rest() {
        return bytes.readAllBytes();
    }

    /** The records' bytes, one behind the other. */
    public static byte[] bytes(Record... records) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64);
        BinaryOutputArchive archive = BinaryOutputArchive.getArchive(out);
        try {
            for (Record record : records) {
                record.serialize(archive, "record");
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
