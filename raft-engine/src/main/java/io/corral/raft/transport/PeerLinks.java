package io.corral.raft.transport;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The links to the other nodes: to those this node was told of, and to guests, who have introduced themselves. A guest's link is
 * kept while there is a connection to or from it, and given up some time after. Any thread.
 */
final class PeerLinks {
    /** Each of them costs a connection, and the leader's attention. */
    private static final int MOST_GUESTS = 64;

    /** Makes a link that does nothing yet. */
    interface Opener {
        PeerLink link(long peer, InetSocketAddress address);
    }

    private final long self;
    private final boolean guestsWelcome;
    private final Succession calls;
    private final Opener opener;
    private final Set<Long> guests = new HashSet<>();
    private final Set<Long> absentGuests = new HashSet<>();
    private volatile Map<Long, PeerLink> links = Map.of();
    private boolean closed;

    /**
     * No links.
     *
     * @param guestsWelcome whether nodes that introduce themselves are let in
     * @param calls tells which nodes have a connection to this one
     */
    PeerLinks(long self, boolean guestsWelcome, Succession calls, Opener opener) {
        this.self = self;
        this.guestsWelcome = guestsWelcome;
        this.calls = calls;
        this.opener = opener;
    }

    /** The link to a node; null when there is none. */
    @Nullable
    PeerLink find(long peer) {
        return links.get(peer);
    }

    /** Those to whom a connection stands. */
    Set<Long> connected() {
        Set<Long> nodes = new HashSet<>();
        links.forEach((peer, link) -> {
            if (link.connection() != null) {
                nodes.add(peer);
            }
        });
        return nodes;
    }

    /** These are the peers from now on. Whoever is none any more, but connected, is a guest. */
    synchronized void name(Map<Long, InetSocketAddress> peers) {
        if (closed) {
            return;
        }
        Map<Long, PeerLink> next = new TreeMap<>(links);
        peers.forEach((peer, address) -> {
            guests.remove(peer);
            PeerLink known = next.get(peer);
            if (known != null) {
                known.readdress(address);
            } else if (peer != self) {
                open(next, peer, address);
            }
        });
        for (long former : links.keySet()) {
            if (!peers.containsKey(former) && !guests.contains(former)) {
                if (guestsWelcome && isThere(former)) {
                    guests.add(former);
                } else {
                    close(next, former);
                }
            }
        }
        links = Map.copyOf(next);
    }

    /**
     * A node wants to talk to this one.
     *
     * @param reachableAt where it says it can be reached
     * @return why it may not; empty when it may
     */
    synchronized Optional<String> objectionTo(long node, Optional<InetSocketAddress> reachableAt) {
        if (links.containsKey(node)) {
            return Optional.empty();
        }
        if (!guestsWelcome || reachableAt.isEmpty() || node == self || closed) {
            return Optional.of("node " + node + " is not configured here");
        }
        if (node < 1 || node > Integer.MAX_VALUE) {
            return Optional.of("node " + node + " has a number that no node can have");
        }
        if (guests.size() >= MOST_GUESTS) {
            return Optional.of(
                    "node " + node + " is not configured here, and there are " + MOST_GUESTS + " such already");
        }
        Map<Long, PeerLink> next = new HashMap<>(links);
        guests.add(node);
        open(next, node, reachableAt.get());
        links = Map.copyOf(next);
        return Optional.empty();
    }

    /** Gives up guests that were not there at the last call either. */
    synchronized void dismissAbsentGuests() {
        Map<Long, PeerLink> next = new HashMap<>(links);
        Set<Long> absent = new HashSet<>();
        for (long guest : Set.copyOf(guests)) {
            if (isThere(guest)) {
                continue;
            }
            if (absentGuests.contains(guest)) {
                guests.remove(guest);
                close(next, guest);
            } else {
                absent.add(guest);
            }
        }
        absentGuests.clear();
        absentGuests.addAll(absent);
        links = Map.copyOf(next);
    }

    synchronized void close() {
        closed = true;
        links.values().forEach(PeerLink::close);
    }

    private boolean isThere(long peer) {
        PeerLink link = links.get(peer);
        return calls.isPresent(peer) || (link != null && link.connection() != null);
    }

    private void open(Map<Long, PeerLink> into, long peer, InetSocketAddress address) {
        PeerLink link = opener.link(peer, address);
        into.put(peer, link);
        link.open();
    }

    private static void close(Map<Long, PeerLink> from, long peer) {
        PeerLink link = from.remove(peer);
        if (link != null) {
            link.close();
        }
    }
}
