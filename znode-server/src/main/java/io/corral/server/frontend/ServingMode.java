package io.corral.server.frontend;

/** What a server does for clients. */
public enum ServingMode {
    /** Nothing: it knows no leader, or is not up to date yet. */
    CLOSED,
    /** Without a leader it answers reads of clients that are content with that ({@code readonlymode.enabled}). */
    READ_ONLY,
    /** Everything. */
    OPEN;

    /** Whether requests are taken at all. */
    public boolean takesRequests() {
        return this != CLOSED;
    }
}
