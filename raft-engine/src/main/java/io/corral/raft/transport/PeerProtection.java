package io.corral.raft.transport;

import java.util.Optional;

/**
 * Which connections between nodes are protected with TLS. A running cluster is brought from plain text to TLS, or back, node by node,
 * in three rounds: first all take both, then all dial with TLS, then all take nothing else.
 *
 * @param engines protect connections; empty when this node does not know how
 * @param dialsTls whether the connections that this node dials are protected
 * @param takesPlain whether a caller may go without
 */
public record PeerProtection(Optional<PeerEngines> engines, boolean dialsTls, boolean takesPlain) {

    /** No TLS at all: for networks that can be trusted. */
    public static final PeerProtection NONE = new PeerProtection(Optional.empty(), false, true);

    /** Checks that protection is at hand where it is asked for. */
    public PeerProtection {
        if (engines.isEmpty() && (dialsTls || !takesPlain)) {
            throw new IllegalArgumentException("TLS is asked for, and there is nothing to do it with");
        }
    }
}
