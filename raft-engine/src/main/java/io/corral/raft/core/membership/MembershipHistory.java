package io.corral.raft.core.membership;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which membership is in force from which index of the log on: that of the newest entry that says so, committed or not (thesis,
 * section 4.1). Begins with the newest one known to be committed; what was before will not be needed again.
 */
public final class MembershipHistory {

    /** In order of their indexes; the first one is committed, the last one in force. Never empty. */
    private final List<InForce> known = new ArrayList<>();

    /** This membership is in force, and committed. */
    public MembershipHistory(long index, Membership membership) {
        resetTo(index, membership);
    }

    /** The membership in force. */
    public Membership inForce() {
        return newest().membership;
    }

    /** Index of the entry that put it in force, or at which it was found; 0 = since the beginning. */
    public long inForceIndex() {
        return newest().index;
    }

    /** The newest membership known to be committed. */
    public Membership committed() {
        return known.get(0).membership;
    }

    /** Index from which on that one is in force. */
    public long committedIndex() {
        return known.get(0).index;
    }

    /** Whether this is so of a membership that may still be, or become, the one that counts. */
    public boolean anyMatches(Predicate<Membership> condition) {
        return known.stream().anyMatch(each -> condition.test(each.membership));
    }

    /** The memberships that may still be, or become, the one that counts, oldest first. */
    public List<Membership> possible() {
        return known.stream().map(InForce::membership).toList();
    }

    /** An entry after all others puts this membership in force. */
    public void append(long index, Membership membership) {
        if (index <= newest().index) {
            throw new IllegalStateException("membership at " + index + " after that at " + newest().index);
        }
        known.add(new InForce(index, membership));
    }

    /** Entries from this index on are gone, and none of them was committed. */
    public void truncateFrom(long index) {
        while (known.size() > 1 && newest().index >= index) {
            known.remove(known.size() - 1);
        }
    }

    /** Entries up to this index are committed. */
    public void committedTo(long index) {
        while (known.size() > 1 && known.get(1).index <= index) {
            known.remove(0);
        }
    }

    /** A snapshot has replaced the log. */
    public void resetTo(long index, Membership membership) {
        known.clear();
        known.add(new InForce(index, membership));
    }

    private InForce newest() {
        return known.get(known.size() - 1);
    }

    private record InForce(long index, Membership membership) {}
}
