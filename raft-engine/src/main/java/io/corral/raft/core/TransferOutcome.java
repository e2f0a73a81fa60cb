package io.corral.raft.core;

/** How a transfer of leadership has ended. */
public sealed interface TransferOutcome {

    /** Another node leads now. */
    record HandedOver(long leaderId) implements TransferOutcome {}

    /** Nothing was done. */
    record Refused(TransferRefusal reason) implements TransferOutcome {}

    /** No other leader was heard of within an election timeout; if this node still led, it goes on leading. */
    record TimedOut() implements TransferOutcome {}
}
