package io.corral.bench.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A front end")
class FrontEndTest {
    private final CountingEngine engine = new CountingEngine();
    private Thread thread;
    private Socket socket;
    private DataOutputStream out;
    private DataInputStream in;

    /** Executes on a thread of its own, as engines do; refuses commands that begin their ninth byte with an R. */
    private static final class CountingEngine implements Engine {
        private final Counter counter = new Counter();
        private final ConcurrentLinkedQueue<Long> tokens = new ConcurrentLinkedQueue<>();
        private final Executor executor = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });

        @Override
        public void append(List<Append> appends) {
            executor.execute(() -> appends.forEach(this::execute));
        }

        private void execute(Append append) {
            tokens.add(append.token());
            if (append.command()[Long.BYTES] == 'R') {
                append.refused();
            } else {
                append.executed(counter.execute(append.command().length));
            }
        }

        @Override
        public boolean leads() {
            return false;
        }

        @Override
        public long applied() {
            return counter.commands();
        }
    }

    @BeforeEach
    void listen() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        FrontEnd frontEnd = FrontEnd.listen(1, port, engine);
        thread = new Thread(() -> {
            try {
                frontEnd.run();
            } catch (IOException ended) {
                // The test is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        out = new DataOutputStream(socket.getOutputStream());
        in = new DataInputStream(socket.getInputStream());
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
    }

    @Test
    @DisplayName("answers each command with the number of commands executed")
    void answersWithTheCount() throws IOException {
        for (int id = 1; id <= 3; id++) {
            send(id, "a command in some bytes");
        }
        for (int id = 1; id <= 3; id++) {
            assertThat(receive()).isEqualTo(new Answer(id, Protocol.EXECUTED, id));
        }
    }

    @Test
    @DisplayName("answers many more commands than its buffers hold at once")
    void answersMany() throws IOException, InterruptedException {
        int many = 20_000;
        Thread sender = new Thread(() -> {
            try {
                for (int id = 1; id <= many; id++) {
                    send(id, "a command in some bytes");
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
        sender.start();
        for (int id = 1; id <= many; id++) {
            assertThat(receive()).isEqualTo(new Answer(id, Protocol.EXECUTED, id));
        }
        sender.join();
    }

    @Test
    @DisplayName("gives every command a token that no other has")
    void givesTokens() throws IOException {
        send(1, "12345678, a command");
        send(2, "12345678, a command");
        receive();
        receive();
        assertThat(engine.tokens).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    @DisplayName("says when a command was refused")
    void saysWhatWasRefused() throws IOException {
        send(7, "12345678Refuse me");
        assertThat(receive()).isEqualTo(new Answer(7, Protocol.REFUSED, 0));
    }

    @Test
    @DisplayName("tells whether it leads and how much it has executed when there is no command")
    void tellsHowItStands() throws IOException {
        send(1, "a command in some bytes");
        receive();
        send(2, "");
        assertThat(receive()).isEqualTo(new Answer(2, Protocol.REFUSED, 1));
    }

    private void send(long id, String command) throws IOException {
        out.writeInt(Protocol.REQUEST_HEADER_BYTES + command.length());
        out.writeLong(id);
        out.writeBytes(command);
        out.flush();
    }

    private Answer receive() throws IOException {
        assertThat(in.readInt()).isEqualTo(Protocol.ANSWER_BYTES);
        return new Answer(in.readLong(), in.readInt(), in.readLong());
    }
}
