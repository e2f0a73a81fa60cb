package io.corral.wire.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.jute.BinaryInputArchive;
import org.apache.jute.BinaryOutputArchive;
import org.apache.jute.Record;

/** What zookeeper-jute itself makes of its generated records. */
final class JuteBytes {
    private JuteBytes() {}

    static byte[] of(List<Record> records) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryOutputArchive archive = BinaryOutputArchive.getArchive(bytes);
            for (Record each : records) {
                archive.writeRecord(each, "record");
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T extends Record> T read(byte[] bytes, T empty) throws IOException {
        BinaryInputArchive.getArchive(new ByteArrayInputStream(bytes)).readRecord(empty, "record");
        return empty;
    }
}
