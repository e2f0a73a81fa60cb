package io.corral.raft.node;

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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A state machine that remembers every command, in order. Readable from any thread. */
final class Tally implements StateMachine {
    private final List<String> commands = new ArrayList<>();
    private final Set<String> distinct = new HashSet<>();
    private String poison = "";
    private long lastIndex;
    private boolean restored;

    @Override
    public synchronized void apply(List<LogEntry> committed) {
        for (LogEntry entry : committed) {
            if (entry.index() != lastIndex + 1) {
                throw new IllegalStateException("entry " + entry.index() + " after " + lastIndex);
            }
            lastIndex = entry.index();
            if (entry.type() == EntryType.COMMAND) {
                add(new String(entry.payload(), StandardCharsets.UTF_8));
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
        DataInputStream data = new DataInputStream(new java.io.BufferedInputStream(in));
        commands.clear();
        distinct.clear();
        int count = data.readInt();
        for (int i = 0; i < count; i++) {
            add(data.readUTF());
        }
        lastIndex = meta.index();
        restored = true;
    }

    synchronized List<String> commands() {
        return List.copyOf(commands);
    }

    /** Throws when it is to execute this command. */
    synchronized void failOn(String command) {
        poison = command;
    }

    private void add(String command) {
        if (command.equals(poison)) {
            throw new IllegalStateException("cannot execute " + command);
        }
        commands.add(command);
        distinct.add(command);
    }

    synchronized boolean contains(String command) {
        return distinct.contains(command);
    }

    synchronized int size() {
        return commands.size();
    }

    synchronized boolean wasRestored() {
        return restored;
    }

    synchronized long lastIndex() {
        return lastIndex;
    }
}
