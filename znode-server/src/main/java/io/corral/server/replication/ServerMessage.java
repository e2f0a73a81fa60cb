package io.corral.server.replication;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What servers say to one another besides Raft, on the same ordered connection.
 *
 * <pre>
 *  kind 1 | body
 *  FORWARD   term 8 | count 4 | (length 4 | command)*  writes for the leader of this term, in order
 *  LIVENESS  count 4 | (session id 8)*              sessions heard of since the last message
 *  REPORT    the rest                               a member's status, for consoles
 *  DIGESTS   count 4 | (index 8 | digest 8)*        of the sender's tree at some log indexes
 * </pre>
 */
final class ServerMessage {
    /** Receives a message by its kind. Arguments are checked for size, not for meaning. */
    interface Handler {
        /** Encoded commands to append in this order, if this server leads in this term. */
        void forward(long term, List<byte[]> commands);

        /** Sessions whose clients were heard of. */
        void liveness(long[] sessionIds);

        /** An encoded status report. */
        void report(byte[] report);

        /** Digests of the sender's tree. */
        void digests(long from, List<DigestHistory.Taken> digests);
    }

    private static final byte FORWARD = 1;
    private static final byte LIVENESS = 2;
    private static final byte REPORT = 3;
    private static final byte DIGESTS = 4;

    private ServerMessage() {}

    static byte[] forward(long term, List<byte[]> commands) {
        int size = 1 + Long.BYTES + Integer.BYTES;
        for (byte[] command : commands) {
            size += Integer.BYTES + command.length;
        }
        ByteBuffer out = ByteBuffer.allocate(size).put(FORWARD).putLong(term).putInt(commands.size());
        for (byte[] command : commands) {
            out.putInt(command.length).put(command);
        }
        return out.array();
    }

    static byte[] liveness(long[] sessionIds, int count) {
        ByteBuffer out = ByteBuffer.allocate(1 + Integer.BYTES + count * Long.BYTES)
                .put(LIVENESS)
                .putInt(count);
        for (int i = 0; i < count; i++) {
            out.putLong(sessionIds[i]);
        }
        return out.array();
    }

    static byte[] report(byte[] report) {
        return ByteBuffer.allocate(1 + report.length).put(REPORT).put(report).array();
    }

    static byte[] digests(List<DigestHistory.Taken> digests) {
        ByteBuffer out = ByteBuffer.allocate(1 + Integer.BYTES + digests.size() * 2 * Long.BYTES)
                .put(DIGESTS)
                .putInt(digests.size());
        digests.forEach(taken -> out.putLong(taken.index()).putLong(taken.digest()));
        return out.array();
    }

    /** @throws IllegalArgumentException if the bytes are no message this version knows */
    static void dispatch(long from, byte[] message, Handler handler) {
        if (message.length == 0) {
            throw new IllegalArgumentException("an empty message");
        }
        ByteBuffer in = ByteBuffer.wrap(message);
        byte kind = in.get();
        switch (kind) {
            case FORWARD -> handler.forward(term(in), commands(in));
            case LIVENESS -> handler.liveness(sessionIds(in));
            case REPORT -> handler.report(rest(in, in.remaining()));
            case DIGESTS -> handler.digests(from, digests(in));
            default -> throw new IllegalArgumentException("a message of unknown kind " + kind);
        }
    }

    private static long term(ByteBuffer in) {
        if (in.remaining() < Long.BYTES) {
            throw new IllegalArgumentException("a message that ends early");
        }
        return in.getLong();
    }

    private static List<DigestHistory.Taken> digests(ByteBuffer in) {
        DigestHistory.Taken[] digests = new DigestHistory.Taken[count(in, 2 * Long.BYTES)];
        for (int i = 0; i < digests.length; i++) {
            digests[i] = new DigestHistory.Taken(in.getLong(), in.getLong());
        }
        return List.of(digests);
    }

    private static List<byte[]> commands(ByteBuffer in) {
        int count = count(in, Integer.BYTES);
        byte[][] commands = new byte[count][];
        for (int i = 0; i < count; i++) {
            commands[i] = rest(in, count(in, 1));
        }
        return List.of(commands);
    }

    private static long[] sessionIds(ByteBuffer in) {
        long[] ids = new long[count(in, Long.BYTES)];
        in.asLongBuffer().get(ids);
        return ids;
    }

    /** A count that the bytes which are left can hold. */
    private static int count(ByteBuffer in, int bytesEach) {
        if (in.remaining() < Integer.BYTES) {
            throw new IllegalArgumentException("a message that ends early");
        }
        int count = in.getInt();
        if (count < 0 || (long) count * bytesEach > in.remaining()) {
            throw new IllegalArgumentException("a message with an impossible count " + count);
        }
        return count;
    }

    private static byte[] rest(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
