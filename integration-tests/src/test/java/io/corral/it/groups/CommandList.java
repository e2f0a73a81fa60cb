package io.corral.it.groups;

import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.StateCapture;
import io.corral.raft.port.StateMachine;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A state machine that keeps its commands in the order in which it executed them. Any thread may ask. */
final class CommandList implements StateMachine {
    private final List<String> commands = new ArrayList<>();
    private final Map<String, CompletableFuture<Void>> awaited = new HashMap<>();

    /** Completes when the command is executed here from now on. */
    synchronized CompletableFuture<Void> executed(String command) {
        return awaited.computeIfAbsent(command, unused -> new CompletableFuture<>());
    }

    synchronized List<String> commands() {
        return List.copyOf(commands);
    }

    @Override
    public synchronized void apply(List<LogEntry> committed) {
        for (LogEntry entry : committed) {
            if (entry.type() == EntryType.COMMAND) {
                String command = new String(entry.payload(), StandardCharsets.UTF_8);
                commands.add(command);
                CompletableFuture<Void> waiting = awaited.remove(command);
                if (waiting != null) {
                    waiting.complete(null);
                }
            }
        }
    }

    @Override
    public synchronized StateCapture capture() {
        List<String> captured = List.copyOf(commands);
        return out -> {
            DataOutputStream data = new DataOutputStream(out);
            data.writeInt(captured.size());
            for (String command : captured) {
                data.writeUTF(command);
            }
            data.flush();
        };
    }

    @Override
    public synchronized void restore(SnapshotMeta meta, InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        commands.clear();
        int count = data.readInt();
        for (int i = 0; i < count; i++) {
            commands.add(data.readUTF());
        }
    }
}
