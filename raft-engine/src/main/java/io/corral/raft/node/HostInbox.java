package io.corral.raft.node;

import io.corral.raft.message.Envelope;
import io.corral.raft.port.PeerTransport;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what arrives from peers to the group it is meant for; what concerns connections, to all. */
final class HostInbox implements PeerTransport.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(HostInbox.class);

    private final HostedGroups groups;
    private final Set<Long> connected = new TreeSet<>();

    HostInbox(HostedGroups groups) {
        this.groups = groups;
    }

    /** Adds a group, which is told first who is connected. */
    synchronized void join(int group, HostedGroups.Member member) {
        connected.forEach(member.inbox()::onPeerConnected);
        groups.add(group, member);
    }

    @Override
    public void onMessage(Envelope envelope) {
        HostedGroups.Member member = groups.find(envelope.group());
        if (member == null) {
            LOG.debug("Dropping a message for group {} from node {}", envelope.group(), envelope.from());
        } else {
            member.inbox().onMessage(envelope);
        }
    }

    @Override
    public void onApplicationMessage(int group, long from, byte[] payload, Runnable consumed) {
        HostedGroups.Member member = groups.find(group);
        if (member == null) {
            LOG.debug("Dropping bytes for the program above group {} from node {}", group, from);
            consumed.run();
        } else {
            member.inbox().onApplicationMessage(from, payload, consumed);
        }
    }

    @Override
    public synchronized void onPeerConnected(long peer) {
        connected.add(peer);
        groups.all().forEach(member -> member.inbox().onPeerConnected(peer));
    }

    @Override
    public synchronized void onPeerDisconnected(long peer) {
        connected.remove(peer);
        groups.all().forEach(member -> member.inbox().onPeerDisconnected(peer));
    }

    @Override
    public synchronized void onPeerGone(long peer) {
        groups.all().forEach(member -> member.inbox().onPeerGone(peer));
    }
}
