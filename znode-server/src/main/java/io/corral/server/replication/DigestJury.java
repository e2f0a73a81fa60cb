package io.corral.server.replication;

import io.corral.server.replication.DigestHistory.Taken;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether this server is the one that has gone astray. All servers tell one another the digests of their trees at some log
 * indexes; a majority of the voters is right, whoever leads, and who is not among them stops. Where no majority agrees, nobody knows
 * who is right, and nobody stops.
 *
 * <p>{@link #heard} may be called from any thread, {@link #judge} from one.
 */
public final class DigestJury {
    private static final Logger LOG = LoggerFactory.getLogger(DigestJury.class);

    private final long localId;
    private final DigestHistory own;
    private final Consumer<DivergedStateException> convicted;
    private final Map<Long, List<Taken>> testimonies = new ConcurrentHashMap<>();
    private long doubts;

    /**
     * @param localId this server
     * @param own its digests
     * @param convicted told when this server must stop
     */
    public DigestJury(long localId, DigestHistory own, Consumer<DivergedStateException> convicted) {
        this.localId = localId;
        this.own = own;
        this.convicted = convicted;
    }

    /** Another server has these digests. */
    public void heard(long from, List<Taken> digests) {
        testimonies.put(from, digests);
    }

    /**
     * Compares what is known.
     *
     * @param voters the servers of which a majority is right
     */
    public void judge(Set<Long> voters) {
        testimonies.keySet().retainAll(voters);
        for (Taken mine : own.landmarks()) {
            Map<Long, Set<Long>> serversByDigest = new HashMap<>();
            if (voters.contains(localId)) {
                serversByDigest
                        .computeIfAbsent(mine.digest(), unused -> new TreeSet<>())
                        .add(localId);
            }
            testimonies.forEach((server, digests) -> digests.stream()
                    .filter(theirs -> theirs.index() == mine.index())
                    .forEach(theirs -> serversByDigest
                            .computeIfAbsent(theirs.digest(), unused -> new TreeSet<>())
                            .add(server)));
            if (judge(mine, serversByDigest, voters.size())) {
                return;
            }
        }
    }

    /** Whether there is a verdict or a doubt, so that older indexes need not be looked at. */
    private boolean judge(Taken mine, Map<Long, Set<Long>> serversByDigest, int voters) {
        for (Map.Entry<Long, Set<Long>> others : serversByDigest.entrySet()) {
            if (others.getKey() != mine.digest() && 2 * others.getValue().size() > voters) {
                convicted.accept(new DivergedStateException(mine, others.getKey(), others.getValue()));
                return true;
            }
        }
        serversByDigest.remove(mine.digest());
        if (serversByDigest.isEmpty()) {
            return false;
        }
        doubts++;
        if (Long.bitCount(doubts) == 1) {
            LOG.error(
                    "Servers {} have another tree than this one at log index {}. One that differs from the majority stops by itself; if"
                            + " none does, too few are up to tell: start the others.",
                    serversByDigest.values(),
                    mine.index());
        }
        return true;
    }
}
