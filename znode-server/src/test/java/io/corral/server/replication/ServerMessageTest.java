package io.corral.server.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ServerMessageTest {
    private final Received received = new Received();

    @Property
    void commandsArriveAsTheyWereSentWithTheTermOfTheirLeader(
            @ForAll long term, @ForAll @Size(max = 20) List<byte[]> commands) {
        Received here = new Received();
        ServerMessage.dispatch(2, ServerMessage.forward(term, commands), here);
        assertThat(here.commands).containsExactlyElementsOf(commands);
        assertThat(here.term).isEqualTo(term);
    }

    @Test
    void onlyTheCountedSessionsAreSent() {
        ServerMessage.dispatch(2, ServerMessage.liveness(new long[] {7, -8, 9}, 2), received);
        assertThat(received.sessions).containsExactly(7L, -8L);
    }

    @Test
    void aReportIsPassedOnAsItIs() {
        ServerMessage.dispatch(2, ServerMessage.report(new byte[] {1, 2}), received);
        assertThat(received.report).containsExactly(1, 2);
    }

    @Test
    void digestsComeWithTheirSender() {
        List<DigestHistory.Taken> digests =
                List.of(new DigestHistory.Taken(64, -5), new DigestHistory.Taken(128, Long.MAX_VALUE));
        ServerMessage.dispatch(3, ServerMessage.digests(digests), received);
        assertThat(received.digests).isEqualTo(digests);
        assertThat(received.from).isEqualTo(3);
    }

    @Property
    void whateverComesInIsUnderstoodOrRefusedWithAReason(@ForAll byte[] bytes) {
        try {
            ServerMessage.dispatch(2, bytes, new Received());
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("message");
        }
    }

    @Test
    void anImpossibleCountIsRefusedBeforeAnythingIsAllocated() {
        byte[] message = ServerMessage.forward(1, List.of());
        Arrays.fill(message, 9, 13, (byte) 0x7f);
        assertThatThrownBy(() -> ServerMessage.dispatch(2, message, received))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("count");
    }

    private static final class Received implements ServerMessage.Handler {
        final List<byte[]> commands = new ArrayList<>();
        final List<Long> sessions = new ArrayList<>();
        byte[] report = {};
        List<DigestHistory.Taken> digests = List.of();
        long term;
        long from;

        @Override
        public void forward(long ofTerm, List<byte[]> arrived) {
            term = ofTerm;
            commands.addAll(arrived);
        }

        @Override
        public void liveness(long[] sessionIds) {
            for (long id : sessionIds) {
                sessions.add(id);
            }
        }

        @Override
        public void report(byte[] arrived) {
            report = arrived;
        }

        @Override
        public void digests(long sender, List<DigestHistory.Taken> arrived) {
            from = sender;
            digests = arrived;
        }
    }
}
