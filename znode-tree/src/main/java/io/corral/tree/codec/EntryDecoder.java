package io.corral.tree.codec;

import io.corral.tree.TreeRules;
import io.corral.tree.command.Command;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Takes apart what {@link EntryEncoder} has put together. */
public final class EntryDecoder {
    private EntryDecoder() {}

    /**
     * Decodes a whole entry.
     *
     * @param entry payload of a log entry
     * @return header and commands
     * @throws CorruptEntryException when it is damaged or of another version
     */
    public static DecodedEntry decode(byte[] entry) {
        EntryHeader header = decodeHeader(entry);
        List<Command> commands = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(entry).position(EntryEncoder.HEADER_BYTES);
        while (bytes.hasRemaining()) {
            if (bytes.remaining() < Integer.BYTES) {
                throw new CorruptEntryException("a length is cut short");
            }
            int length = bytes.getInt();
            if (length < 0 || length > bytes.remaining()) {
                throw new CorruptEntryException("command of " + length + " bytes, " + bytes.remaining() + " left");
            }
            commands.add(CommandDecoder.decode(entry, bytes.position(), length));
            bytes.position(bytes.position() + length);
        }
        return new DecodedEntry(header, List.copyOf(commands));
    }

    /**
     * Decodes the header alone.
     *
     * @param entry payload of a log entry
     * @return its header
     * @throws CorruptEntryException when it is damaged or of another version
     */
    public static EntryHeader decodeHeader(byte[] entry) {
        if (entry.length < EntryEncoder.HEADER_BYTES) {
            throw new CorruptEntryException("entry of " + entry.length + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.wrap(entry);
        int version = bytes.get();
        if (version != EntryHeader.CURRENT_VERSION) {
            throw new CorruptEntryException(
                    "entry of version " + version + "; this release reads " + EntryHeader.CURRENT_VERSION);
        }
        TreeRules rules = rules(Byte.toUnsignedInt(bytes.get()));
        return new EntryHeader(version, bytes.getLong(), rules, bytes.getLong(), bytes.getLong());
    }

    private static TreeRules rules(int bits) {
        try {
            return TreeRules.of(bits);
        } catch (IllegalArgumentException e) {
            throw new CorruptEntryException("entry with " + e.getMessage());
        }
    }
}
