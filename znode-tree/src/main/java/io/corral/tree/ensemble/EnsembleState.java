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
 * @param identity tells this ensemble from all others, whatever its members are; decided once, {@link #NO_IDENTITY} before
 */
public record EnsembleState(Ensemble inForce, Optional<ReconfigProposal> proposal, long identity) {
    /** The identity of an ensemble that has not decided on one yet. */
    public static final long NO_IDENTITY = 0;

    /** Nothing is known, and nothing under way. */
    public static final EnsembleState UNKNOWN = new EnsembleState(Ensemble.UNKNOWN, Optional.empty(), NO_IDENTITY);

    private static final int HIGH_HALF = 32;
    private static final long IDENTITY_FACTOR = 0xD6E8_FEB8_6659_FD93L;

    /** A change is under way. */
    public EnsembleState proposing(ReconfigProposal proposed) {
        return new EnsembleState(inForce, Optional.of(proposed), identity);
    }

    /** Whatever was under way is over. */
    public EnsembleState settledOn(Ensemble ensemble) {
        return new EnsembleState(ensemble, Optional.empty(), identity);
    }

    /** These are the members; what is under way stays so. */
    public EnsembleState with(Ensemble ensemble) {
        return new EnsembleState(ensemble, proposal, identity);
    }

    /** This is the identity of the ensemble. */
    public EnsembleState identifiedAs(long decided) {
        return new EnsembleState(inForce, proposal, decided);
    }

    /** What it adds to the digest of the state; 0 when nothing is known. */
    public long digest() {
        return identity * IDENTITY_FACTOR
                + part(inForce.text(), inForce.isUnknown())
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
