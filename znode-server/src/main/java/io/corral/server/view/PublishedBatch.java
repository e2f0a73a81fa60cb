package io.corral.server.view;

import io.corral.tree.TreeState;
import io.corral.tree.command.Outcome;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One step of the replicated state as this server executed it: the state after it, and what became of each command in it.
 * Immutable but for the link to its successor, which is set once, and cut once every reader has followed it.
 *
 * <p>Why it is cut: a batch that nobody reads any more may have grown old in the garbage collector's eyes, and lie where only a
 * full marking looks. Until then it would keep its successor alive, that one the next, and so on: every young collection would
 * have to copy the whole history.
 */
public final class PublishedBatch {
    private final long index;
    private final TreeState state;
    private final List<Outcome> outcomes;
    private final long originLoops;
    private final boolean endsSessions;
    private final boolean discontinuity;
    private final AtomicInteger readersToPass = new AtomicInteger();
    private volatile @Nullable PublishedBatch next;

    private PublishedBatch(
            long index,
            TreeState state,
            List<Outcome> outcomes,
            long originLoops,
            boolean endsSessions,
            boolean discontinuity) {
        this.index = index;
        this.state = state;
        this.outcomes = outcomes;
        this.originLoops = originLoops;
        this.endsSessions = endsSessions;
        this.discontinuity = discontinuity;
    }

    /**
     * A step made by executing commands.
     *
     * @param index Raft index up to which everything is executed
     * @param state the state afterwards
     * @param outcomes one for each command, in the order of execution; not changed by anyone afterwards
     * @param localServerId this server, to tell which of its event loops wait for outcomes
     */
    public static PublishedBatch executed(long index, TreeState state, List<Outcome> outcomes, long localServerId) {
        long originLoops = 0;
        boolean endsSessions = false;
        for (Outcome outcome : outcomes) {
            if (outcome.command().origin().serverId() == localServerId) {
                originLoops |= 1L << outcome.command().origin().loop();
            }
            endsSessions |= EndedSession.of(outcome) != EndedSession.NONE;
        }
        return new PublishedBatch(index, state, outcomes, originLoops, endsSessions, false);
    }

    /**
     * A state that was not reached by executing commands here: the first one after a start, or one that came as a snapshot.
     * There are no outcomes; whoever waits for one waits in vain and has to begin anew.
     */
    public static PublishedBatch discontinuity(long index, TreeState state) {
        return new PublishedBatch(index, state, List.of(), 0, false, true);
    }

    /** Raft index up to which everything is executed. */
    public long index() {
        return index;
    }

    /** The state afterwards. */
    public TreeState state() {
        return state;
    }

    /** What became of each command, in order. */
    public List<Outcome> outcomes() {
        return outcomes;
    }

    /** Whether an outcome is for this event loop of the local server. */
    public boolean concernsLoop(int loop) {
        return (originLoops & (1L << loop)) != 0;
    }

    /** Whether sessions ended in it, so that connections have to be closed. */
    public boolean endsSessions() {
        return endsSessions;
    }

    /** Whether the state came as a snapshot; see {@link #discontinuity(long, TreeState)}. */
    public boolean isDiscontinuity() {
        return discontinuity;
    }

    /** The batch after this one, or null when this is the newest so far. */
    public @Nullable PublishedBatch next() {
        return next;
    }

    /** A reader has moved on to {@link #next} and will not come back. Once for each reader. */
    public void passed() {
        if (readersToPass.decrementAndGet() == 0) {
            next = null;
        }
    }

    /** Says how many will pass, before anyone can. */
    void awaitPassing(int readers) {
        readersToPass.set(readers);
    }

    void linkTo(PublishedBatch successor) {
        if (next != null) {
            throw new IllegalStateException("batch " + index + " has a successor already");
        }
        next = successor;
    }
}
