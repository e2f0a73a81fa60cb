package io.corral.it.recording;

import java.io.IOException;

/** Something that happened on a recorded connection; connections are numbered from 0. */
interface Piece {
    /** Hands this piece to the method made for it. */
    void accept(Visitor visitor) throws IOException;

    /** One method for each kind of piece. */
    interface Visitor {
        /** The client sent a frame. */
        void asked(int connection, byte[] payload) throws IOException;

        /** The server sent a frame. */
        void answered(int connection, byte[] payload) throws IOException;

        /** The client closed the connection, or lost it. */
        void left(int connection) throws IOException;

        /** The server closed the connection. */
        void dismissed(int connection) throws IOException;
    }

    /** The client sent a frame. */
    record Asked(int connection, byte[] payload) implements Piece {
        @Override
        public void accept(Visitor visitor) throws IOException {
            visitor.asked(connection, payload);
        }
    }

    /** The server sent a frame. */
    record Answered(int connection, byte[] payload) implements Piece {
        @Override
        public void accept(Visitor visitor) throws IOException {
            visitor.answered(connection, payload);
        }
    }

    /** The client closed the connection, or lost it. */
    record Left(int connection) implements Piece {
        @Override
        public void accept(Visitor visitor) throws IOException {
            visitor.left(connection);
        }
    }

    /** The server closed the connection. */
    record Dismissed(int connection) implements Piece {
        @Override
        public void accept(Visitor visitor) throws IOException {
            visitor.dismissed(connection);
        }
    }
}
