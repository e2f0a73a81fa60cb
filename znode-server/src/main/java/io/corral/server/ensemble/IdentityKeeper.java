package io.corral.server.ensemble;

import io.corral.server.replication.Leadership;
import io.corral.server.replication.ReplicationLink;
import io.corral.server.view.BatchFeed;
import io.corral.tree.codec.CommandEncoder;
import io.corral.tree.command.IdentifyEnsemble;
import io.corral.tree.ensemble.EnsembleState;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees that the ensemble has an identity, and that this server keeps and shows it (docs/decisions/0034): the leader of an ensemble
 * without one proposes it, and every server that finds it in the replicated state writes it down and tells the others from then on.
 * {@link #run} is called at intervals on one thread.
 */
public final class IdentityKeeper implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityKeeper.class);

    private static final long RESUBMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final ReplicationLink link;
    private final BatchFeed feed;
    private final RandomGenerator random;
    private final Memory memory;
    private final LongConsumer shown;
    private final LongSupplier nanoClock;
    private long known;
    private long proposed;
    private long submittedTerm;
    private long submittedNanos;
    private boolean warned;

    /** What outlives the process. */
    public interface Memory {
        /** Remembers the identity. */
        void keep(long identity) throws IOException;
    }

    /**
     * Begins with what was remembered.
     *
     * @param known the identity; {@link EnsembleState#NO_IDENTITY} when none was remembered
     * @param link the way into the log
     * @param feed the published states
     * @param random where a new identity comes from; no two ensembles may get the same
     * @param memory what outlives the process
     * @param shown told the identity when it is another than was remembered
     * @param nanoClock monotonic clock in nanoseconds
     */
    public IdentityKeeper(
            long known,
            ReplicationLink link,
            BatchFeed feed,
            RandomGenerator random,
            Memory memory,
            LongConsumer shown,
            LongSupplier nanoClock) {
        this.known = known;
        this.link = link;
        this.feed = feed;
        this.random = random;
        this.memory = memory;
        this.shown = shown;
        this.nanoClock = nanoClock;
    }

    @Override
    public void run() {
        long decided = feed.newest().state().ensemble().identity();
        if (decided == EnsembleState.NO_IDENTITY) {
            decide();
        } else if (decided != known) {
            learn(decided);
        }
    }

    /**
     * Again and again, as a proposal can get lost while a server leads, too: only the first one counts. An identity that is remembered
     * is the one that others remember, too.
     */
    private void decide() {
        Leadership leadership = link.leadership();
        long now = nanoClock.getAsLong();
        boolean waits = leadership.term() == submittedTerm && now - submittedNanos < RESUBMIT_NANOS;
        if (!leadership.local() || waits) {
            return;
        }
        submittedTerm = leadership.term();
        submittedNanos = now;
        while (proposed == EnsembleState.NO_IDENTITY) {
            proposed = known == EnsembleState.NO_IDENTITY ? random.nextLong() : known;
        }
        link.submitInTerm(submittedTerm, List.of(CommandEncoder.encode(new IdentifyEnsemble(proposed))));
    }

    private void learn(long decided) {
        if (known != EnsembleState.NO_IDENTITY && !warned) {
            LOG.warn(
                    "The files of this server say that it belongs to ensemble {}, but its data is that of ensemble {}, which counts.",
                    Long.toHexString(known),
                    Long.toHexString(decided));
        }
        shown.accept(decided);
        try {
            memory.keep(decided);
            known = decided;
            LOG.info("This server belongs to ensemble {}.", Long.toHexString(decided));
        } catch (IOException e) {
            if (!warned) {
                LOG.warn(
                        "The identity of the ensemble could not be written beside the log: {}. It is tried again; make the directory"
                                + " writable.",
                        e.toString());
            }
            warned = true;
        }
    }
}
