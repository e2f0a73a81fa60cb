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
    void commandsArriveAsTheyWereSent(@ForAll @Size(max = 20) List<byte[]> commands) {
        Received here = new Received();
        ServerMessage.dispatch(ServerMessage.forward(commands), here);
        assertThat(here.commands).containsExactlyElementsOf(commands);
    }

    @Test
    void onlyTheCountedSessionsAreSent() {
        ServerMessage.dispatch(ServerMessage.liveness(new long[] {7, -8, 9}, 2), received);
        assertThat(received.sessions).containsExactly(7L, -8L);
    }

    @Test
    void aReportIsPassedOnAsItIs() {
        ServerMessage.dispatch(ServerMessage.report(new byte[] {1, 2}), received);
        assertThat(received.report).containsExactly(1, 2);
    }

    @Property
    void whateverComesInIsUnderstoodOrRefusedWithAReason(@ForAll byte[] bytes) {
        try {
            ServerMessage.dispatch(bytes, new Received());
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("message");
        }
    }

    @Test
    void anImpossibleCountIsRefusedBeforeAnythingIsAllocated() {
        byte[] message = ServerMessage.forward(List.of());
        Arrays.fill(message, 1, 5, (byte) 0x7f);
        assertThatThrownBy(() -> ServerMessage.dispatch(message, received))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("count");
    }

    private static final class Received implements ServerMessage.Handler {
        final List<byte[]> commands = new ArrayList<>();
        final List<Long> sessions = new ArrayList<>();
        byte[] report = {};

        @Override
        public void forward(List<byte[]> arrived) {
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
    }
}
