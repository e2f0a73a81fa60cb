package io.corral.raft.node;

import io.corral.raft.core.RaftRole;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.port.WriteObstacle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Remembers what a node said. */
class RecordingListener implements RaftListener {
    final List<String> messages = new CopyOnWriteArrayList<>();
    final Set<Long> connected = new ConcurrentSkipListSet<>();
    final List<Optional<WriteObstacle>> diskReports = new CopyOnWriteArrayList<>();
    final List<SnapshotNews> snapshots = new CopyOnWriteArrayList<>();
    volatile RaftRole role = RaftRole.FOLLOWER;
    volatile long leaderId;
    volatile @Nullable Throwable fatal;
    volatile @Nullable Membership removedFrom;

    @Override
    public void onLeadershipChanged(RaftRole newRole, long term, long leader) {
        role = newRole;
        leaderId = leader;
    }

    @Override
    public void onRemoved(Membership remaining) {
        removedFrom = remaining;
    }

    @Override
    public void onApplicationMessage(long from, byte[] payload) {
        messages.add(from + ":" + new String(payload, StandardCharsets.UTF_8));
    }

    @Override
    public void onPeerConnected(long peer) {
        connected.add(peer);
    }

    @Override
    public void onPeerDisconnected(long peer) {
        connected.remove(peer);
    }

    @Override
    public void onSnapshot(SnapshotNews news) {
        snapshots.add(news);
    }

    @Override
    public void onDiskReported(Optional<WriteObstacle> obstacle) {
        diskReports.add(obstacle);
    }

    @Override
    public void onFatal(Throwable cause) {
        fatal = cause;
    }
}
