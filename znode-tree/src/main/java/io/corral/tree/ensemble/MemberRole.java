package io.corral.tree.ensemble;

import java.util.Locale;

/** Whether a member votes. */
public enum MemberRole {
    /** Votes. */
    PARTICIPANT,
    /** Follows without a vote. */
    OBSERVER;

    /** The word of {@code server.N} lines. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
