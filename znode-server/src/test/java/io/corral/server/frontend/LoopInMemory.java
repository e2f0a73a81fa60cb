package io.corral.server.frontend;

import io.corral.server.auth.Authenticator;
import io.corral.server.config.ConfigLoader;
import io.corral.server.view.BatchFeed;
import io.corral.server.view.PublishedBatch;
import io.corral.tree.TreeRules;
import io.corral.tree.TreeState;
import io.corral.tree.apply.Applied;
import io.corral.tree.apply.StampedCommand;
import io.corral.tree.apply.TreeStateMachine;
import io.corral.tree.codec.CommandDecoder;
import io.corral.tree.command.Command;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One event loop of a front end. Its clients are in memory, its clock stands still unless it is moved, and what it submits is
 * executed when the test says so.
 */
final class LoopInMemory implements AutoCloseable {
    private static final int SERVER = 1;
    private static final int MILLIS_OF_A_STAMP = 1;

    private final List<Command> submitted = new CopyOnWriteArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final TreeStateMachine machine = new TreeStateMachine();
    private final BatchFeed feed = new BatchFeed(PublishedBatch.discontinuity(0, TreeState.initial()), 0);
    private final Frontend frontend;
    private final FrontendLoop loop;
    private TreeState state = TreeState.initial();
    private long index;

    /** A server with these lines in its zoo.cfg. */
    LoopInMemory(Path folder, String... lines) throws Exception {
        Path file = folder.resolve("zoo.cfg");
        Files.writeString(file, "dataDir=" + folder + "\nclientPort=2181\n" + String.join("\n", lines) + "\n");
        frontend = Frontend.prepare(
                ConfigLoader.load(file, Map.of()).config(),
                SERVER,
                new Leader(),
                feed,
                word -> CompletableFuture.completedFuture(""),
                new Surroundings(nanos::get, () -> 0, new Random(1)));
        loop = (FrontendLoop) frontend.readers().get(0);
        feed.wakeFromNowOn(frontend.readers());
        frontend.servingChanged(ServingMode.OPEN);
    }

    /** A client that has just connected. */
    ClientInMemory client() {
        EmbeddedChannel channel = new EmbeddedChannel();
        InetSocketAddress remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        run(() -> {
            ClientConnection connection =
                    new ClientConnection(loop, channel, remote, Authenticator.ofAddress(remote.getAddress()), false);
            loop.opened(connection);
            channel.pipeline().addLast(connection.decoder(), new EndOfConnection(connection, loop));
        });
        return new ClientInMemory(this, channel);
    }

    /** Moves the clock. */
    void pass(long millis) {
        nanos.addAndGet(millis * 1_000_000);
    }

    /** What was submitted since the last time. */
    List<Command> takeSubmitted() {
        settle();
        List<Command> taken = List.copyOf(submitted);
        submitted.clear();
        return taken;
    }

    /** Executes commands and publishes what becomes of them. */
    void execute(List<Command> commands) {
        Applied applied = apply(commands);
        feed.publish(PublishedBatch.executed(++index, state, applied.outcomes(), SERVER));
        settle();
    }

    /** Executes commands where this server does not see it, and has it jump to the state behind them. */
    void jumpOver(List<Command> commands) {
        apply(commands);
        feed.publish(PublishedBatch.discontinuity(++index, state));
        settle();
    }

    private Applied apply(List<Command> commands) {
        Applied applied = machine.apply(
                state,
                commands.stream()
                        .map(command -> new StampedCommand(command, MILLIS_OF_A_STAMP, TreeRules.defaults()))
                        .toList());
        state = applied.after();
        return applied;
    }

    /** The state as of now. */
    TreeState state() {
        return state;
    }

    /** How many sessions this server alone knows. */
    int localSessions() {
        return frontend.sessionsOfThisServerAlone();
    }

    /** Runs something on the event loop, and what follows from it. */
    void run(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                task.run();
                done.complete(null);
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        });
        done.join();
    }

    /** Lets the loop do all that it has put off: turns end, gates open, and that may have consequences of its own. */
    void settle() {
        for (int turn = 0; turn < 8; turn++) {
            run(loop::catchUp);
        }
    }

    @Override
    public void close() {
        frontend.close();
    }

    private final class Leader extends ClientsLink {
        @Override
        public void submit(List<byte[]> commands) {
            List<Command> decoded = new ArrayList<>();
            commands.forEach(bytes -> decoded.add(CommandDecoder.decode(bytes)));
            submitted.addAll(decoded);
        }

        @Override
        public void readIndex(ReadIndexListener listener) {
            listener.granted(index);
        }

        @Override
        public void sessionsHeardOf(long[] sessionIds, int count) {
            // Nobody ends sessions here.
        }
    }
}
