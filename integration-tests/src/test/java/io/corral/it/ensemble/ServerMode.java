package io.corral.it.ensemble;

import java.util.Locale;

/** What a server says of itself in the {@code Mode:} line of its answer to {@code srvr}. */
public enum ServerMode {
    LEADER,
    FOLLOWER,
    /** Follows without a vote, and serves. */
    OBSERVER,
    STANDALONE,
    /** It answers, but takes no requests: it has no quorum, or is still starting. */
    NOT_SERVING,
    /** It does not answer: it is dead, paused, or has not opened its port yet. */
    SILENT;

    private static final String LINE = "Mode: ";

    /** Reads the mode out of an answer to {@code srvr}. */
    static ServerMode of(String srvr) {
        return srvr.lines()
                .filter(line -> line.startsWith(LINE))
                .map(line -> named(line.substring(LINE.length()).trim()))
                .findFirst()
                .orElse(srvr.isEmpty() ? SILENT : NOT_SERVING);
    }

    private static ServerMode named(String mode) {
        return switch (mode.toLowerCase(Locale.ROOT)) {
            case "leader" -> LEADER;
            case "follower" -> FOLLOWER;
            case "standalone" -> STANDALONE;
            case "observer" -> OBSERVER;
            default -> NOT_SERVING;
        };
    }

    /** Whether a client of this server gets its requests answered. */
    public boolean serves() {
        return this == LEADER || this == FOLLOWER || this == STANDALONE || this == OBSERVER;
    }

    /** Whether this server decides for its ensemble. */
    public boolean leads() {
        return this == LEADER || this == STANDALONE;
    }
}
