package io.corral.sim.cluster;

import io.corral.raft.core.RaftRole;
import io.corral.raft.core.RaftStatus;
import io.corral.raft.core.ReadLevel;
import io.corral.raft.core.TransferOutcome;
import io.corral.raft.core.membership.ChangeOutcome;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipChange;
import io.corral.raft.log.SegmentedLog;
import io.corral.raft.message.LogEntry;
import io.corral.raft.node.LogOpening;
import io.corral.raft.node.RaftListener;
import io.corral.raft.node.RaftNode;
import io.corral.raft.node.RaftPorts;
import io.corral.raft.node.ReadIndexCallback;
import io.corral.raft.port.WriteObstacle;
import io.corral.raft.snapshot.FileSnapshotStorage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One process: a node of the engine on its machine, and what the server above it would do. Ends with the process. */
final class NodeLife implements PoweredProcess, RaftListener, Registers.Watcher {
    private final Machine machine;
    private final Cluster cluster;
    private final MachineFaults faults;
    private final SimulatedExecution execution;
    private final Registers registers = new Registers(this);
    private final Map<Integer, Question> questions = new HashMap<>();
    private final List<Read> reads = new ArrayList<>();
    private @Nullable RaftNode node;
    private RaftRole role = RaftRole.FOLLOWER;
    private long leader;
    private @Nullable RaftStatus seen;
    private boolean over;
    private boolean paused;

    NodeLife(Machine machine, Cluster cluster, MachineFaults faults) {
        this.machine = machine;
        this.cluster = cluster;
        this.faults = faults;
        this.execution = new SimulatedExecution(cluster.clock(), machine.pace(), machine.clock(), this::look);
    }

    @Override
    public void begin() throws IOException {
        SegmentedLog log = LogOpening.open(
                machine.disk().log(faults.log()),
                ClusterShape.SEGMENTS,
                new PreparedLater(cluster.clock(), machine.random()),
                machine.id(),
                cluster.shape().membership());
        RaftPorts ports = new RaftPorts(
                new ObservedLog(log, Map.of(ClusterShape.GROUP, machine.account())),
                FileSnapshotStorage.open(machine.disk().snapshots(faults.snapshots())),
                new ObservedTransport(cluster.wiring().transport(machine.id()), machine, cluster),
                registers,
                this,
                machine.clock()::nanos,
                machine.random().split());
        node = RaftNode.start(cluster.shape().settings(machine.id()), ports, execution);
    }

    /** After each round: a new status says how the node stands now. */
    @SuppressWarnings("ReferenceEquality")
    private void look() {
        RaftStatus status = status();
        if (!over && status != null && status != seen) {
            seen = status;
            cluster.leases().says(machine, status);
        }
    }

    /** Asks the node to give leadership to another; 0 = to any. */
    void transfer(long target) {
        if (node != null) {
            var unused = node.transferLeadership(target).thenAccept(outcome -> {
                if (outcome instanceof TransferOutcome.HandedOver) {
                    cluster.tally().count("transfers carried out");
                }
            });
        }
    }

    /** Asks the node for other members; it may never answer. */
    CompletableFuture<ChangeOutcome> change(MembershipChange change) {
        return node == null ? new CompletableFuture<>() : node.changeMembership(change);
    }

    @Override
    public MachineFaults faults() {
        return faults;
    }

    Registers registers() {
        return registers;
    }

    /** Whether it believes to lead. */
    boolean leads() {
        return role == RaftRole.LEADER;
    }

    @Nullable
    RaftStatus status() {
        return node == null ? null : node.status();
    }

    @Override
    public void end() {
        over = true;
        if (node != null) {
            cluster.tally().add("snapshots taken", node.metrics().snapshots().taken());
            cluster.tally()
                    .add("snapshots installed", node.metrics().snapshots().installed());
        }
        faults.gone();
        execution.end();
    }

    boolean isPaused() {
        return paused;
    }

    void pause(boolean now) {
        paused = now;
        execution.pause(now);
    }

    void snapshot() {
        if (node != null) {
            var unused = node.triggerSnapshot();
        }
    }

    @Override
    public void close() {
        if (node != null) {
            node.close();
        }
    }

    /** Has a command executed once, and answers with what it led to. The answer may never come. */
    void execute(RegisterCommand command, Reply answer) {
        Registers.Answer known = registers.answer(command.client());
        if (known != null && known.sequence() >= command.sequence()) {
            answer.answered(known.value(), registers.index());
            return;
        }
        questions.put(command.client(), new Question(command.sequence(), answer));
        propose(command.encode());
    }

    private void propose(byte[] payload) {
        RaftNode running = node;
        if (running == null || over) {
            return;
        }
        if (leads()) {
            running.propose(List.of(payload));
        } else if (leader != 0) {
            running.sendToPeer(leader, payload);
        }
    }

    /** Reads a register; the answer may never come. */
    void read(ReadLevel level, int key, Reply answer) {
        RaftNode running = node;
        if (running == null) {
            return;
        }
        long floor = floor(level);
        running.read(level, new ReadIndexCallback() {
            @Override
            public void granted(long readIndex) {
                if (!over) {
                    cluster.promises().readGranted(machine.id(), readIndex, floor);
                    cluster.tally().count("reads granted");
                    cluster.tally().count(inWords(level) + " reads granted");
                    reads.add(new Read(readIndex, key, answer));
                    answerReads();
                }
            }

            @Override
            public void refused() {
                // The client asks again.
                cluster.tally().count(inWords(level) + " reads refused");
            }
        });
    }

    /** What a read of this level must contain when it is asked now; a lag is one by the clock of this machine. */
    private long floor(ReadLevel level) {
        if (level instanceof ReadLevel.BoundedStaleness stale) {
            return cluster.commits()
                    .indexAt(machine.clock().trueNanosBefore(stale.maxLag().toNanos()));
        }
        return cluster.promises().committedIndex();
    }

    private static String inWords(ReadLevel level) {
        return level.getClass().getSimpleName();
    }

    private void answerReads() {
        for (int i = 0; i < reads.size(); ) {
            Read read = reads.get(i);
            if (read.index <= registers.index()) {
                reads.remove(i);
                read.answer.answered(registers.value(read.key), registers.index());
            } else {
                i++;
            }
        }
    }

    @Override
    public void executes(LogEntry entry) {
        if (!over) {
            RaftStatus status = status();
            long term = status == null ? entry.term() : Math.max(entry.term(), status.term());
            long before = cluster.promises().committedIndex();
            cluster.promises().commits(machine.id(), term, entry, () -> cluster.isDurable(entry));
            if (entry.index() > before) {
                cluster.commits().committed(entry.index(), cluster.clock().nowNanos());
            }
        }
    }

    @Override
    public void moved() {
        if (over) {
            return;
        }
        cluster.promises().holds(machine.id(), registers.index(), registers.hash());
        cluster.trace().event(machine.id(), registers.index());
        answerReads();
        questions.entrySet().removeIf(each -> isAnswered(each.getKey(), each.getValue()));
    }

    /** Answers when the state machine has. A question that the client has given up for a later one is answered by nobody. */
    private boolean isAnswered(int client, Question question) {
        Registers.Answer answer = registers.answer(client);
        if (answer == null || answer.sequence() < question.sequence) {
            return false;
        }
        if (answer.sequence() == question.sequence) {
            question.answer.answered(answer.value(), registers.index());
        }
        return true;
    }

    @Override
    public void onLeadershipChanged(RaftRole now, long term, long leaderId) {
        if (over) {
            return;
        }
        cluster.trace().line(() -> "n" + machine.id() + " is " + now + " of term " + term + ", leader n" + leaderId);
        cluster.trace().event(machine.id() * 100 + now.name().hashCode(), term);
        boolean elected = now == RaftRole.LEADER && role != RaftRole.LEADER;
        role = now;
        leader = leaderId;
        if (elected) {
            cluster.promises().leads(machine.id(), term, machine.account().certain());
            cluster.leases().leads(machine, term);
            cluster.elected(machine);
        }
    }

    @Override
    public void onApplicationMessage(long from, byte[] payload) {
        if (leads()) {
            propose(payload);
        }
    }

    @Override
    public void onDiskReported(Optional<WriteObstacle> obstacle) {
        cluster.tally().count(obstacle.isPresent() ? "disks that refused" : "disks that took writes again");
    }

    @Override
    public void onPeerConnected(long peer) {
        cluster.trace().line(() -> "n" + machine.id() + " is connected to n" + peer);
    }

    @Override
    public void onPeerDisconnected(long peer) {
        cluster.trace().line(() -> "n" + machine.id() + " has lost the connection to n" + peer);
    }

    @Override
    public void onRemoved(Membership remaining) {
        if (!over) {
            cluster.trace().line(() -> "n" + machine.id() + " is removed from " + remaining);
            cluster.tally().count("members removed");
        }
    }

    @Override
    public void onFatal(Throwable cause) {
        if (!over) {
            machine.processDied(cause);
        }
    }

    private record Question(int sequence, Reply answer) {}

    private record Read(long index, int key, Reply answer) {}
}
