package io.corral.raft.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.message.Envelope;
import io.corral.raft.message.TimeoutNow;
import io.corral.raft.transport.proto.Wire.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What waits for a peer")
class OutboundOrderTest {

    @Test
    @DisplayName("is sent Raft first, each kind in its order")
    void raftFirst() throws IOException {
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        TransportSettings settings =
                new TransportSettings("c", 1, anywhere, Map.of(2L, anywhere), TransportLimits.defaults());
        EmbeddedChannel channel = new EmbeddedChannel();
        OutboundConnection connection = new OutboundConnection(
                settings, 2, new Nobody(), new Silence(), new Greeter(settings, new Silence()), channel);
        connection.sendApplication(0, new byte[1]);
        connection.send(new Envelope(0, 1, 2, new TimeoutNow(7)));
        connection.sendApplication(0, new byte[2]);
        connection.send(new Envelope(0, 1, 2, new TimeoutNow(8)));
        channel.runPendingTasks();
        assertThat(sent(channel)).containsExactly("term 7", "term 8", "1 bytes", "2 bytes");
    }

    private static List<String> sent(EmbeddedChannel channel) throws IOException {
        List<String> words = new ArrayList<>();
        for (ByteBuf written = channel.readOutbound(); written != null; written = channel.readOutbound()) {
            while (written.isReadable()) {
                byte[] frame = new byte[written.readInt()];
                written.readBytes(frame);
                words.add(describe(Frame.parseFrom(frame)));
            }
            written.release();
        }
        return words;
    }

    private static String describe(Frame frame) {
        return frame.hasRaft()
                ? "term " + frame.getRaft().getTerm()
                : frame.getApplication().size() + " bytes";
    }

    private static final class Nobody implements OutboundConnection.Events {
        @Override
        public void onUnprotected(String trouble) {
            throw new AssertionError(trouble);
        }

        @Override
        public void onEstablished(OutboundConnection connection) {
            // Nobody wants to know.
        }

        @Override
        public void onClosed(OutboundConnection connection, boolean wasEstablished) {
            // Nobody wants to know.
        }
    }

    private static final class Silence implements ConnectionJournal {
        @Override
        public void note(String event) {
            // Nobody listens.
        }

        @Override
        public void warn(String event) {
            // Nobody listens.
        }
    }
}
