package io.corral.raft.port;

import io.corral.raft.message.Envelope;

/**
 * Connections to the other nodes. Best effort: messages may be lost; to one peer they keep their order while a connection lasts.
 * Sending never blocks and may be called from any thread.
 */
public interface PeerTransport extends AutoCloseable {

    /** Starts to listen and to connect; the listener is called from the transport's threads. */
    void start(Listener listener);

    /** Sends a Raft message to {@code envelope.to()}. */
    void send(Envelope envelope);

    /** Sends bytes of the application above Raft to its counterpart above the same group. */
    void sendApplication(int group, long peer, byte[] payload);

    @Override
    void close();

    /** What arrives. Must not block. */
    interface Listener {

        /** A Raft message; malformed ones never come this far. */
        void onMessage(Envelope envelope);

        /**
         * Bytes of the application.
         *
         * @param group the group above which the sender stands
         * @param consumed to be run, on any thread, once the message is worked off: a peer whose messages are not is read
         *     from no further until they are
         */
        void onApplicationMessage(int group, long from, byte[] payload, Runnable consumed);

        /** A connection to or from the peer is up. */
        void onPeerConnected(long peer);

        /** The connection is lost, and perhaps what was under way. */
        void onPeerDisconnected(long peer);

        /**
         * The process of the peer is most likely gone: a connection to or from it was lost, and the next attempt to connect was
         * refused, which nobody does on behalf of a process that merely is slow. Told once for each loss, after the last message of
         * that process and after {@link #onPeerDisconnected} if there was a connection to it.
         */
        default void onPeerGone(long peer) {}
    }
}
