package io.corral.raft.transport;

import io.corral.raft.message.AppendRequest;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotChunk;
import io.corral.raft.transport.proto.Wire.Frame;

/** Something waiting to be sent to a peer. */
sealed interface Outgoing {

    /** What it counts for in the bound of the queue, in bytes. */
    long costBytes();

    /** The frame to write. */
    Frame toFrame();

    /** A Raft message. */
    record Raft(Envelope envelope) implements Outgoing {
        private static final int FIXED_BYTES = 64;

        @Override
        public long costBytes() {
            long bytes = FIXED_BYTES;
            if (envelope.message() instanceof AppendRequest append) {
                for (LogEntry entry : append.entries()) {
                    bytes += entry.sizeBytes();
                }
            } else if (envelope.message() instanceof SnapshotChunk chunk) {
                bytes += chunk.data().length;
            }
            return bytes;
        }

        @Override
        public Frame toFrame() {
            return MessageEncoder.frame(envelope);
        }
    }

    /** Bytes of the program above Raft. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Application(int group, byte[] payload) implements Outgoing {
        private static final int FIXED_BYTES = 32;

        @Override
        public long costBytes() {
            return (long) FIXED_BYTES + payload.length;
        }

        @Override
        public Frame toFrame() {
            return MessageEncoder.applicationFrame(group, payload);
        }
    }
}
