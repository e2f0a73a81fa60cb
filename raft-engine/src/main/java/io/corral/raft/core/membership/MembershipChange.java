package io.corral.raft.core.membership;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongPredicate;

/**
 * What is wanted of the membership: a new standing for some nodes, at once. Nodes that are not named stay what they are, and a
 * change that is fulfilled already changes nothing.
 *
 * <p>A node that shall vote and has not caught up is first taken in as a learner. So to replace a voter in one step, without having
 * one voter less meanwhile, add the new node as a learner, and when it has caught up ask for both: it to vote, the old one to go.
 *
 * @param wanted what each node shall be, in ascending order of nodes
 */
public record MembershipChange(SortedMap<Long, Standing> wanted) {

    /** Copies the map. */
    public MembershipChange {
        wanted = Collections.unmodifiableSortedMap(new TreeMap<>(wanted));
    }

    /** One node shall be something else. */
    public static MembershipChange of(long node, Standing standing) {
        return new MembershipChange(new TreeMap<>(Map.of(node, standing)));
    }

    /** This change together with one more. */
    public MembershipChange and(long node, Standing standing) {
        SortedMap<Long, Standing> both = new TreeMap<>(wanted);
        both.put(node, standing);
        return new MembershipChange(both);
    }

    /**
     * Why this cannot be done to a membership; nothing when it can.
     *
     * @param present the membership in force; not joint
     * @param caughtUp which learners have caught up with the leader
     */
    public Optional<ChangeRefusal> hindrance(Membership present, LongPredicate caughtUp) {
        for (Map.Entry<Long, Standing> each : wanted.entrySet()) {
            if (changesKind(each.getKey(), each.getValue(), present)) {
                return Optional.of(ChangeRefusal.KIND_IS_FIXED);
            }
        }
        Membership target = appliedTo(present, caughtUp);
        if (!target.isViable() || !target.completed().isViable()) {
            return Optional.of(ChangeRefusal.NOT_VIABLE);
        }
        boolean votersLeave = !target.voters().containsAll(present.voters());
        boolean othersWait = wanted.keySet().stream()
                .anyMatch(node -> target.promotable().contains(node)
                        && !present.promotable().contains(node));
        return votersLeave && othersWait ? Optional.of(ChangeRefusal.NOT_CAUGHT_UP) : Optional.empty();
    }

    private static boolean changesKind(long node, Standing standing, Membership present) {
        return switch (standing) {
            case VOTER, LEARNER -> present.isWitness(node);
            case WITNESS -> present.isMember(node) && !present.isWitness(node);
            case NON_MEMBER -> false;
        };
    }

    /**
     * The membership this leads to, step by step through {@link Membership#towards}.
     *
     * @param present the membership in force; not joint
     * @param caughtUp which learners have caught up with the leader
     */
    public Membership appliedTo(Membership present, LongPredicate caughtUp) {
        Draft draft = new Draft(present);
        wanted.forEach((node, standing) -> {
            switch (standing) {
                case VOTER -> draft.vote(node, caughtUp.test(node));
                case WITNESS -> {
                    draft.witnesses.add(node);
                    draft.vote(node, caughtUp.test(node));
                }
                case LEARNER -> draft.learn(node);
                case NON_MEMBER -> draft.leave(node);
            }
        });
        return draft.finished();
    }

    private static final class Draft {
        final TreeSet<Long> voters;
        final TreeSet<Long> learners;
        final TreeSet<Long> witnesses;
        final TreeSet<Long> promotable;
        final Map<Long, Long> incarnations;

        Draft(Membership present) {
            voters = new TreeSet<>(present.voters());
            learners = new TreeSet<>(present.learners());
            witnesses = new TreeSet<>(present.witnesses());
            promotable = new TreeSet<>(present.promotable());
            incarnations = present.incarnations();
        }

        void vote(long node, boolean hasCaughtUp) {
            if (voters.contains(node)) {
                return;
            }
            if (learners.contains(node) && hasCaughtUp) {
                learners.remove(node);
                promotable.remove(node);
                voters.add(node);
            } else {
                learners.add(node);
                promotable.add(node);
            }
        }

        void learn(long node) {
            voters.remove(node);
            promotable.remove(node);
            learners.add(node);
        }

        void leave(long node) {
            voters.remove(node);
            learners.remove(node);
            promotable.remove(node);
            witnesses.remove(node);
        }

        Membership finished() {
            return new Membership(voters, learners, new TreeSet<>(), witnesses, promotable, incarnations);
        }
    }
}
