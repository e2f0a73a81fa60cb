package io.corral.raft.transport;

import io.corral.raft.message.Envelope;
import io.corral.raft.transport.proto.Wire.Hello;

/** A frame that arrived and made sense, freed from the buffer it came in. */
sealed interface Incoming {

    /** Calls the handler's method for this kind of frame. */
    void dispatch(Handler handler);

    /** One method per kind. */
    interface Handler {
        void onHello(Hello hello);

        void onRefusal(String reason);

        void onRaft(Envelope envelope);

        void onApplication(int group, byte[] payload);
    }

    /** The peer introduces itself. */
    record Greeting(Hello hello) implements Incoming {
        @Override
        public void dispatch(Handler handler) {
            handler.onHello(hello);
        }
    }

    /** The peer does not want this connection. */
    record Refused(String reason) implements Incoming {
        @Override
        public void dispatch(Handler handler) {
            handler.onRefusal(reason);
        }
    }

    /** A Raft message. */
    record Raft(Envelope envelope) implements Incoming {
        @Override
        public void dispatch(Handler handler) {
            handler.onRaft(envelope);
        }
    }

    /** Bytes of the program above Raft. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Application(int group, byte[] payload) implements Incoming {
        @Override
        public void dispatch(Handler handler) {
            handler.onApplication(group, payload);
        }
    }
}
