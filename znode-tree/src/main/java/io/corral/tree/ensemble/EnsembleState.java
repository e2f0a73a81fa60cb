package io.corral.tree.ensemble;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What the replicated state knows of the ensemble. {@code /zookeeper/config} shows it to clients; that a superuser can overwrite
 * that node does not touch it.
 *
 * @param inForce the members
 * @param proposal the members to be, while a change is under way
 */
public record EnsembleState(Ensemble inForce, Optional<ReconfigProposal> proposal) {
    /** Nothing is known, and nothing under way. */
    public static final EnsembleState UNKNOWN = new EnsembleState(Ensemble.UNKNOWN, Optional.empty());

    private static final int HIGH_HALF = 32;

    /** A change is under way. */
    public EnsembleState proposing(ReconfigProposal proposed) {
        return new EnsembleState(inForce, Optional.of(proposed));
    }

    /** Whatever was under way is over. */
    public EnsembleState settledOn(Ensemble ensemble) {
        return new EnsembleState(ensemble, Optional.empty());
    }

    /** What it adds to the digest of the state; 0 when nothing is known. */
    public long digest() {
        return part(inForce.text(), inForce.isUnknown())
                + proposal.map(proposed -> 31
                                * part(
                                        proposed.target().lines()
                                                + '\n'
                                                + proposed.id()
                                                + ' '
                                                + proposed.sessionId()
                                                + ' '
                                                + proposed.attachEpoch()
                                                + ' '
                                                + proposed.sequence(),
                                        false))
                        .orElse(0L);
    }

    private static long part(String text, boolean absent) {
        if (absent) {
            return 0;
        }
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return ((crc.getValue() << HIGH_HALF) | (text.hashCode() & 0xFFFF_FFFFL)) * 0x9E37_79B9_7F4A_7C15L;
    }
}
