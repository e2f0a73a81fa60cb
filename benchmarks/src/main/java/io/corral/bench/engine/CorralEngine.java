package io.corral.bench.engine;

import io.corral.bench.front.Append;
import io.corral.bench.front.Counter;
import io.corral.bench.front.Engine;
import io.corral.raft.core.RaftRole;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.node.RaftNode;
import io.corral.raft.port.StateCapture;
import io.corral.raft.port.StateMachine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The counter on Corral's engine. Commands of this node are executed in the order in which they were proposed. */
final class CorralEngine implements Engine, StateMachine {
    private final Counter counter = new Counter();
    private final Queue<Append> underWay = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable RaftNode> node = new AtomicReference<>();

    /** What commands go to from now on. */
    void runsOn(RaftNode started) {
        node.set(started);
    }

    @Override
    public void append(List<Append> appends) {
        List<byte[]> payloads = new ArrayList<>(appends.size());
        for (Append append : appends) {
            payloads.add(append.command());
        }
        RaftNode running = node.get();
        if (running == null || !leads()) {
            appends.forEach(Append::refused);
            return;
        }
        // The front end proposes from one thread, so that the order of this queue is that of the proposals.
        underWay.addAll(appends);
        if (!running.propose(payloads).isTaken()) {
            appends.forEach(underWay::remove);
            appends.forEach(Append::refused);
        }
    }

    @Override
    public boolean leads() {
        RaftNode running = node.get();
        return running != null && running.status().role() == RaftRole.LEADER;
    }

    @Override
    public long applied() {
        return counter.commands();
    }

    @Override
    public void apply(List<LogEntry> committed) {
        for (LogEntry entry : committed) {
            if (entry.type() == EntryType.COMMAND) {
                execute(entry.payload());
            }
        }
    }

    private void execute(byte[] command) {
        long count = counter.execute(command.length);
        Append oldest = underWay.peek();
        if (oldest != null && oldest.token() == ByteBuffer.wrap(command).getLong()) {
            underWay.remove(oldest);
            oldest.executed(count);
        }
    }

    /** What this node had proposed and not seen executed is lost with its leadership. */
    void leadershipLost() {
        for (Append lost = underWay.poll(); lost != null; lost = underWay.poll()) {
            lost.refused();
        }
    }

    @Override
    public StateCapture capture() {
        byte[] state = counter.toBytes();
        return out -> out.write(state);
    }

    @Override
    public void restore(SnapshotMeta meta, InputStream in) throws IOException {
        counter.restore(in.readAllBytes());
    }
}
