package io.corral.wire.record;

/**
 * A request of ZooKeeper 3.9's client protocol: what a request frame holds after its header.
 */
public sealed interface Request permits ReadRequest, SessionRequest, WatchRequest, WriteRequest {

    /** The operation the request is for. */
    OpCode opCode();

    /** Calls the visitor's method for this request. */
    <R> R accept(RequestVisitor<R> visitor);
}
