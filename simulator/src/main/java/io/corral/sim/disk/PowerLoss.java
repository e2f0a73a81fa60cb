package io.corral.sim.disk;

import java.util.random.RandomGenerator;

/**
 * What becomes of unforced bytes when the power fails: each sector of each write is kept, lost, or kept with a flipped bit.
 *
 * @param random chance
 * @param keep probability that a sector reached the disk
 * @param flip probability that one which did has a flipped bit
 */
public record PowerLoss(RandomGenerator random, double keep, double flip) {

    /** Any of: everything is lost, everything is kept, sectors are torn, sectors are torn and some are garbled. */
    public static PowerLoss any(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> new PowerLoss(random, 0, 0);
            case 1 -> new PowerLoss(random, 1, 0);
            case 2 -> new PowerLoss(random, random.nextDouble(), 0);
            default -> new PowerLoss(random, 0.5 + random.nextDouble() / 2, 0.2);
        };
    }

    boolean keepsSector() {
        return random.nextDouble() < keep;
    }

    boolean flipsBit() {
        return flip > 0 && random.nextDouble() < flip;
    }

    /** How many of some changes of names, made in order, reached the disk. */
    int keptNames(int changes) {
        return changes == 0 ? 0 : random.nextInt(changes + 1);
    }
}
