package io.corral.it.oracle;

import io.corral.it.rawclient.Request;
import java.util.List;

/** The requests of the comparisons for other tests: valid ones, senseless ones and damaged ones. Used by one thread. */
public final class RandomRequests {
    private final Dice dice;
    private final RequestChoices choices;
    private final Damage damage;

    /** Requests from a seed, about nodes below {@code top}. */
    public RandomRequests(long seed, String top) {
        this.dice = new Dice(seed);
        this.choices = new RequestChoices(dice, top, Theme.IDENTITIES);
        this.damage = new Damage(dice);
    }

    /** A request as a client library could send it. */
    public Request any() {
        return choices.any();
    }

    /** A request that was damaged, perhaps several times. */
    public Request damaged() {
        Request damaged = damage.to(any());
        while (dice.chance(30)) {
            damaged = damage.to(damaged);
        }
        return damaged;
    }

    /** A packet that adds one of the comparisons' identities to a connection. */
    public Request credentials() {
        return dice.oneOf(List.of(Identity.values())).auth();
    }

    /** The packet that makes a client the one whom {@link #superDigest} lets do everything. */
    public static Request superCredentials() {
        return Identity.SUPER.auth();
    }

    /** What servers are told as {@code DigestAuthenticationProvider.superDigest}. */
    public static String superDigest() {
        return Identity.SUPER.id().getId();
    }
}
