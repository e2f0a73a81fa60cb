package io.corral.sim.cluster;

import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.StateCapture;
import io.corral.raft.port.StateMachine;
import io.corral.sim.promise.BrokenPromise;
import io.corral.sim.promise.StateHash;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The replicated state: some registers, and for each client the last operation with its answer, so that each happens once. */
final class Registers implements StateMachine {
    private final Watcher watcher;
    private final Map<Integer, Long> values = new TreeMap<>();
    private final Map<Integer, Answer> answers = new TreeMap<>();
    private long index;
    private long hash;

    /** Is told what the state machine is made to do. */
    interface Watcher {

        /** Before an entry is executed. */
        void executes(LogEntry entry);

        /** The state has moved to {@link Registers#index}. */
        void moved();
    }

    /** What a client was or will be told. */
    record Answer(int sequence, long value) {}

    Registers(Watcher watcher) {
        this.watcher = watcher;
    }

    long index() {
        return index;
    }

    long hash() {
        return hash;
    }

    long value(int key) {
        return values.getOrDefault(key, 0L);
    }

    /** The answer to the latest operation of a client; null when it has none. */
    @Nullable
    Answer answer(int client) {
        return answers.get(client);
    }

    @Override
    public void apply(List<LogEntry> committed) {
        for (LogEntry entry : committed) {
            if (entry.index() != index + 1) {
                throw new BrokenPromise("state machine safety: applied " + index + " and then " + entry);
            }
            watcher.executes(entry);
            index = entry.index();
            hash = StateHash.after(hash, entry);
            if (entry.type() == EntryType.COMMAND) {
                execute(RegisterCommand.decode(entry.payload()));
            }
        }
        watcher.moved();
    }

    private void execute(RegisterCommand command) {
        Answer last = answers.get(command.client());
        if (last != null && last.sequence() >= command.sequence()) {
            return;
        }
        long before = value(command.operation().key());
        answers.put(
                command.client(),
                new Answer(command.sequence(), command.operation().answerTo(before)));
        values.put(command.operation().key(), command.operation().valueAfter(before));
    }

    @Override
    public StateCapture capture() {
        long capturedIndex = index;
        long capturedHash = hash;
        Map<Integer, Long> capturedValues = new TreeMap<>(values);
        Map<Integer, Answer> capturedAnswers = new TreeMap<>(answers);
        return out -> {
            DataOutputStream data = new DataOutputStream(out);
            data.writeLong(capturedIndex);
            data.writeLong(capturedHash);
            data.writeInt(capturedValues.size());
            for (Map.Entry<Integer, Long> value : capturedValues.entrySet()) {
                data.writeInt(value.getKey());
                data.writeLong(value.getValue());
            }
            data.writeInt(capturedAnswers.size());
            for (Map.Entry<Integer, Answer> answer : capturedAnswers.entrySet()) {
                data.writeInt(answer.getKey());
                data.writeInt(answer.getValue().sequence());
                data.writeLong(answer.getValue().value());
            }
            data.flush();
        };
    }

    @Override
    public void restore(SnapshotMeta meta, InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        values.clear();
        answers.clear();
        index = data.readLong();
        hash = data.readLong();
        int registers = data.readInt();
        for (int i = 0; i < registers; i++) {
            values.put(data.readInt(), data.readLong());
        }
        int clients = data.readInt();
        for (int i = 0; i < clients; i++) {
            answers.put(data.readInt(), new Answer(data.readInt(), data.readLong()));
        }
        if (index != meta.index()) {
            throw new BrokenPromise("the snapshot at " + meta.index() + " holds the state at " + index);
        }
        watcher.moved();
    }
}
