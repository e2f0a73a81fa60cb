package io.corral.raft.core;

/**
 * One method per {@link Input}: exhaustive at compile time.
 *
 * @param <R> what handling an input yields
 */
public interface InputHandler<R> {

    /** Time has passed. */
    R onTick(Input.Tick input);

    /** A message has arrived. */
    R onReceived(Input.Received input);

    /** Commands are to be replicated. */
    R onPropose(Input.Propose input);

    /** Everything that had gathered was handed over. */
    R onRoundEnded(Input.RoundEnded input);

    /** A read is wanted. */
    R onReadRequested(Input.ReadRequested input);

    /** Other members are wanted. */
    R onChangeMembership(Input.ChangeMembership input);

    /** Another node is to lead. */
    R onTransferRequested(Input.TransferRequested input);

    /** Persists became durable. */
    R onPersisted(Input.Persisted input);

    /** Entries were applied. */
    R onApplied(Input.Applied input);

    /** An own snapshot is durable. */
    R onSnapshotCaptured(Input.SnapshotCaptured input);

    /** A chunk of a received snapshot is stored. */
    R onSnapshotChunkStored(Input.SnapshotChunkStored input);

    /** A received snapshot is in force. */
    R onSnapshotInstalled(Input.SnapshotInstalled input);

    /** A received snapshot was no good. */
    R onSnapshotFailed(Input.SnapshotFailed input);

    /** The disk takes writes, or does not. */
    R onDiskReported(Input.DiskReported input);

    /** A connection was lost. */
    R onPeerUnreachable(Input.PeerUnreachable input);

    /** The process of a peer is most likely gone. */
    R onPeerGone(Input.PeerGone input);
}
