package io.corral.wire.record;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request about the session or the connection rather than about nodes.
 */
@SuppressWarnings("ArrayRecordComponent") // The records with bytes compare them by content.
public sealed interface SessionRequest extends Request {

    /** Keeps the session alive. */
    record Ping() implements SessionRequest {
        @Override
        public OpCode opCode() {
            return OpCode.PING;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.ping(this);
        }
    }

    /** Ends the session. */
    record CloseSession() implements SessionRequest {
        @Override
        public OpCode opCode() {
            return OpCode.CLOSE_SESSION;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.closeSession(this);
        }
    }

    /**
     * Waits until the serving server has caught up with the leader.
     *
     * @param path echoed in the reply, unchecked
     */
    record Sync(@Nullable String path) implements SessionRequest {
        @Override
        public OpCode opCode() {
            return OpCode.SYNC;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.sync(this);
        }
    }

    /** Asks for the identities of the connection. */
    record WhoAmI() implements SessionRequest {
        @Override
        public OpCode opCode() {
            return OpCode.WHO_AM_I;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.whoAmI(this);
        }
    }

    /**
     * Adds an identity to the connection.
     *
     * @param type unused by ZooKeeper; clients send 0
     * @param scheme the authentication scheme
     * @param auth the scheme's credentials
     */
    record Auth(int type, @Nullable String scheme, byte @Nullable [] auth) implements SessionRequest {
        @Override
        public OpCode opCode() {
            return OpCode.AUTH;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.auth(this);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Auth that
                    && type == that.type
                    && Objects.equals(scheme, that.scheme)
                    && Arrays.equals(auth, that.auth);
        }

        @Override
        public int hashCode() {
            return Objects.hash(type, scheme, Arrays.hashCode(auth));
        }

        /** Shows the length of the bytes only, since they may be secret or large. */
        @Override
        public String toString() {
            return "Auth[type=" + type + ", scheme=" + scheme + ", auth=" + WireValues.length(auth) + "]";
        }
    }

    /**
     * One step of a SASL exchange.
     *
     * @param token the client's token
     */
    record Sasl(byte @Nullable [] token) implements SessionRequest {
        @Override
        public OpCode opCode() {
            return OpCode.SASL;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.sasl(this);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Sasl that && Arrays.equals(token, that.token);
        }

        @Override
        public int hashCode() {
            return Objects.hash(Arrays.hashCode(token));
        }

        /** Shows the length of the bytes only, since they may be secret or large. */
        @Override
        public String toString() {
            return "Sasl[token=" + WireValues.length(token) + "]";
        }
    }
}
