package io.corral.raft.core.membership;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A membership as the payload of a log entry. Numbers are big-endian, nodes in ascending order.
 *
 * <pre>
 *   0         1        5
 *   | version | count  | node (8) capacities (1) | node (8) capacities (1) | ...
 *
 *   capacities: 1 voter, 2 outgoing voter, 4 learner, 8 to be promoted, 16 witness,
 *               32 has lost what it had: the incarnation (8) follows
 * </pre>
 */
public final class MembershipCodec {

    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 5;
    private static final int NODE_BYTES = 9;

    private static final int VOTER = 1;
    private static final int OUTGOING = 2;
    private static final int LEARNER = 4;
    private static final int PROMOTABLE = 8;
    private static final int WITNESS = 16;
    private static final int LOST = 32;
    private static final int ALL = 63;

    private MembershipCodec() {}

    /** The payload for a membership. */
    public static byte[] encode(Membership membership) {
        Map<Long, Integer> capacities = new TreeMap<>();
        add(capacities, membership.voters(), VOTER);
        add(capacities, membership.outgoingVoters(), OUTGOING);
        add(capacities, membership.learners(), LEARNER);
        add(capacities, membership.promotable(), PROMOTABLE);
        add(capacities, membership.witnesses(), WITNESS);
        Map<Long, Long> incarnations = membership.incarnations();
        add(capacities, incarnations.keySet(), LOST);
        ByteBuffer payload =
                ByteBuffer.allocate(HEADER_BYTES + NODE_BYTES * capacities.size() + Long.BYTES * incarnations.size());
        payload.put(VERSION).putInt(capacities.size());
        capacities.forEach((node, is) -> {
            payload.putLong(node).put(is.byteValue());
            if ((is & LOST) != 0) {
                payload.putLong(membership.incarnation(node));
            }
        });
        return payload.array();
    }

    private static void add(Map<Long, Integer> capacities, Set<Long> nodes, int capacity) {
        nodes.forEach(node -> capacities.merge(node, capacity, (one, other) -> one | other));
    }

    /**
     * The membership in a payload.
     *
     * @throws IllegalArgumentException when it is none, or none of a version known here
     */
    public static Membership decode(byte[] payload) {
        ByteBuffer in = ByteBuffer.wrap(payload);
        if (payload.length < HEADER_BYTES || in.get() != VERSION) {
            throw new IllegalArgumentException("not a membership of version " + VERSION);
        }
        int count = in.getInt();
        Map<Long, Integer> capacities = new TreeMap<>();
        Map<Long, Long> incarnations = new TreeMap<>();
        try {
            for (int i = 0; i < count; i++) {
                long node = in.getLong();
                int capacity = capacity(in.get());
                capacities.put(node, capacity);
                if ((capacity & LOST) != 0) {
                    incarnations.put(node, in.getLong());
                }
            }
        } catch (BufferUnderflowException tooShort) {
            throw new IllegalArgumentException(wrongLength(count, payload), tooShort);
        }
        if (count < 0 || in.hasRemaining()) {
            throw new IllegalArgumentException(wrongLength(count, payload));
        }
        return new Membership(
                those(capacities, VOTER),
                those(capacities, LEARNER),
                those(capacities, OUTGOING),
                those(capacities, WITNESS),
                those(capacities, PROMOTABLE),
                incarnations);
    }

    private static String wrongLength(int count, byte[] payload) {
        return "a membership of " + count + " nodes in " + payload.length + " bytes";
    }

    private static int capacity(byte read) {
        if (read <= 0 || (read & ~ALL) != 0) {
            throw new IllegalArgumentException("a member of unknown capacity " + read);
        }
        return read;
    }

    private static Set<Long> those(Map<Long, Integer> capacities, int capacity) {
        Set<Long> nodes = new TreeSet<>();
        capacities.forEach((node, is) -> {
            if ((is & capacity) != 0) {
                nodes.add(node);
            }
        });
        return nodes;
    }
}
