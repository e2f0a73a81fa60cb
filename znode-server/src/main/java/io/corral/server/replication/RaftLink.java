package io.corral.server.replication;

import io.corral.raft.core.RaftRole;
import io.corral.raft.node.RaftListener;
import io.corral.raft.node.RaftNode;
import io.corral.raft.node.ReadIndexCallback;
import io.corral.raft.port.WriteObstacle;
import io.corral.server.status.SizeStatus;
import io.corral.tree.TreeRules;
import io.corral.tree.codec.EntryEncoder;
import io.corral.tree.codec.EntryHeader;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins the server to its Raft node: writes go to the leader, here or elsewhere; what the node reports goes to those who care.
 * Thread-safe. Made before the node, which is {@link #connect}ed once it runs.
 */
public final class RaftLink implements ReplicationLink, RaftListener {
    /** Who is told what the node reports. Called on the raft loop: must not block. */
    public interface Audience {
        /**
         * Role, term or leader changed, or the connection to the leader came back: what is under way may be lost. On the raft loop,
         * and once on the thread that connects; never on two at a time.
         */
        void leadershipChanged(Leadership leadership);

        /** On the leader: clients of these sessions were heard of, by any server. */
        void sessionsHeardOf(long[] sessionIds);

        /** Another server tells how it stands. */
        void memberReported(byte[] report);

        /** Another server tells the digests of its tree at some log indexes. */
        void digestsReported(long from, List<DigestHistory.Taken> digests);

        /** The disk of this server's log takes no writes, or takes them again. */
        void diskReported();

        /** The node cannot go on; the process must end. */
        void failed(Throwable cause);
    }

    private static final Logger LOG = LoggerFactory.getLogger(RaftLink.class);

    private final long localNodeId;
    private final Audience audience;
    private final DigestHistory digests;
    private final TreeRules rules;
    private final WriteGate gate;
    private final LongSupplier wallClockMillis;
    private final ProposalSizes proposalSizes = new ProposalSizes();

    /** Whoever holds it tells of the leadership as it is: nobody hears of an older one after a newer one. */
    private final Object telling = new Object();

    private volatile Leadership leadership = Leadership.NONE;
    private volatile @Nullable RaftNode node;
    private final ServerMessage.Handler receiver = receiver();

    /**
     * @param localNodeId this node's id in the Raft group
     * @param audience who is told
     * @param digests where the digests for entry headers come from
     * @param rules under which everybody executes what is appended while this server leads
     * @param gate whether writes are let in; is told of this server's disk
     * @param wallClockMillis stamps entries; milliseconds since 1970
     */
    public RaftLink(
            long localNodeId,
            Audience audience,
            DigestHistory digests,
            TreeRules rules,
            WriteGate gate,
            LongSupplier wallClockMillis) {
        this.localNodeId = localNodeId;
        this.audience = audience;
        this.digests = digests;
        this.rules = rules;
        this.gate = gate;
        this.wallClockMillis = wallClockMillis;
    }

    /** The node runs. */
    public void connect(RaftNode running) {
        node = running;
        synchronized (telling) {
            audience.leadershipChanged(leadership);
        }
    }

    @Override
    public Leadership leadership() {
        return leadership;
    }

    @Override
    public void submitInTerm(long term, List<byte[]> commands) {
        RaftNode running = node;
        Leadership now = leadership;
        if (running != null && now.local() && now.term() == term) {
            running.proposeInTerm(term, entry(commands));
        }
    }

    @Override
    public void submit(List<byte[]> commands) {
        RaftNode running = node;
        Leadership now = leadership;
        if (running == null || !now.known() || commands.isEmpty()) {
            return;
        }
        if (now.local()) {
            running.propose(entry(commands));
        } else {
            running.sendToPeer(now.leaderId(), ServerMessage.forward(now.term(), commands));
        }
    }

    private List<byte[]> entry(List<byte[]> commands) {
        DigestHistory.Taken taken = digests.newest();
        long now = wallClockMillis.getAsLong();
        EntryHeader header = taken.index() == 0
                ? EntryHeader.stamped(now, rules)
                : EntryHeader.withDigest(now, rules, taken.index(), taken.digest());
        proposalSizes.count(commands);
        return List.of(EntryEncoder.encode(header, commands));
    }

    /** Sizes of the commands that were appended here since this server leads; those of then, once it leads no more. */
    public SizeStatus proposalSizes() {
        return proposalSizes.now();
    }

    /** Counts sizes of commands anew. */
    public void restartProposalSizes() {
        proposalSizes.restart();
    }

    @Override
    public boolean refusesWrites() {
        return gate.isClosed();
    }

    @Override
    public void readIndex(ReadIndexListener listener) {
        RaftNode running = node;
        if (running == null) {
            listener.refused();
            return;
        }
        running.readIndex(new ReadIndexCallback() {
            @Override
            public void granted(long readIndex) {
                listener.granted(readIndex);
            }

            @Override
            public void refused() {
                listener.refused();
            }
        });
    }

    @Override
    public void sessionsHeardOf(long[] sessionIds, int count) {
        RaftNode running = node;
        Leadership now = leadership;
        if (running == null || !now.known()) {
            return;
        }
        if (now.local()) {
            audience.sessionsHeardOf(Arrays.copyOf(sessionIds, count));
        } else {
            running.sendToPeer(now.leaderId(), ServerMessage.liveness(sessionIds, count));
        }
    }

    /** Tells other servers how this one stands, and what its tree is like. Best effort. */
    public void report(Iterable<Long> peers, byte[] report) {
        RaftNode running = node;
        if (running == null) {
            return;
        }
        byte[] standing = ServerMessage.report(report);
        byte[] tree = ServerMessage.digests(digests.landmarks());
        for (long peer : peers) {
            running.sendToPeer(peer, standing);
            running.sendToPeer(peer, tree);
        }
    }

    @Override
    public void onLeadershipChanged(RaftRole role, long term, long leaderId) {
        synchronized (telling) {
            boolean led = leadership.local() && leadership.term() == term;
            leadership = new Leadership(term, leaderId, role == RaftRole.LEADER && leaderId == localNodeId);
            if (leadership.local() && !led) {
                proposalSizes.restart();
            }
            audience.leadershipChanged(leadership);
        }
    }

    @Override
    public void onApplicationMessage(long from, byte[] payload) {
        try {
            ServerMessage.dispatch(from, payload, receiver);
        } catch (IllegalArgumentException e) {
            LOG.warn(
                    "Server {} sent something this release does not understand; is it of another one? {}",
                    from,
                    e.getMessage());
        }
    }

    private ServerMessage.Handler receiver() {
        return new ServerMessage.Handler() {
            @Override
            public void forward(long term, List<byte[]> commands) {
                RaftNode running = node;
                Leadership now = leadership;
                // What was sent to the leader of an earlier term has gone to the later ones since. It could have been
                // on
                // its way for so long that its session has ended, and would be begun anew by it to execute writes
                // again.
                if (running == null || !now.local() || now.term() != term) {
                    return;
                }
                ForwardedCommands examined = ForwardedCommands.examine(commands);
                if (!examined.understood().isEmpty()) {
                    running.proposeInTerm(term, entry(examined.understood()));
                }
                examined.objection().ifPresent(objection -> {
                    throw new IllegalArgumentException("a write was not let into the log: " + objection);
                });
            }

            @Override
            public void liveness(long[] sessionIds) {
                audience.sessionsHeardOf(sessionIds);
            }

            @Override
            public void report(byte[] report) {
                audience.memberReported(report);
            }

            @Override
            public void digests(long from, List<DigestHistory.Taken> digests) {
                audience.digestsReported(from, digests);
            }
        };
    }

    @Override
    public void onPeerConnected(long peer) {
        synchronized (telling) {
            if (leadership.leaderId() == peer) {
                audience.leadershipChanged(leadership);
            }
        }
    }

    @Override
    public void onPeerDisconnected(long peer) {
        // What was under way to a leader goes out again when the connection is back or another leader is known.
    }

    @Override
    public void onDiskReported(Optional<WriteObstacle> obstacle) {
        gate.ownDisk(obstacle.isEmpty());
        audience.diskReported();
    }

    @Override
    public void onFatal(Throwable cause) {
        audience.failed(cause);
    }
}
