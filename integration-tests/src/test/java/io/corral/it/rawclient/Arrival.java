package io.corral.it.rawclient;

import org.apache.zookeeper.proto.WatcherEvent;

/** Something that came over the connection, in the order it came. */
public interface Arrival {
    /** Hands this arrival to the method made for it. */
    <T> T accept(Visitor<T> visitor);

    /** One method for each kind of arrival. */
    interface Visitor<T> {
        /** A reply. */
        T reply(Reply reply);

        /** A watch event. */
        T event(Event event);

        /** The server closed the connection; nothing follows. */
        T closed();
    }

    /**
     * A reply to a request.
     *
     * @param body everything behind the header
     */
    record Reply(int xid, long zxid, int err, byte[] body) implements Arrival {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.reply(this);
        }
    }

    /** A watch event, with the zxid of its header. */
    record Event(long zxid, WatcherEvent event) implements Arrival {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.event(this);
        }
    }

    /** The end of the connection. */
    record Closed() implements Arrival {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.closed();
        }
    }
}
