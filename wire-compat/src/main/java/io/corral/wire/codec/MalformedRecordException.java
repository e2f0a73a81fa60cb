package io.corral.wire.codec;

import java.io.IOException;

/**
 * The bytes are not the record they should be. A server answers a request that is not decodable with
 * {@link io.corral.wire.record.ErrorCode#MARSHALLING_ERROR} and keeps the connection.
 *
 * <p>It carries no stack trace: it is part of the protocol's normal course, and a flood of bad input must stay cheap.
 */
public final class MalformedRecordException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, as far as the answer depends on it. */
    public enum Kind {
        /** The record ends early, or a length in it is impossible. */
        BAD_RECORD,
        /** ZooKeeper does not take the operation as a request of a client, so it has no body to decode. */
        NOT_A_REQUEST,
        /**
         * A multi holds a part that ZooKeeper's multi cannot carry: an operation it does not allow, a create with
         * impossible flags or without ACL list, or reads mixed with writes (or reads alone under multi).
         */
        BAD_MULTI,
        /** A multi holds a create without ACL list: the one unreadable multi for which ZooKeeper takes no zxid. */
        MULTI_WITHOUT_ACL,
        /**
         * A well-formed list of writes came as multiRead. ZooKeeper's answer is a header with error -5 followed by a
         * body that holds only the end of an empty list of results.
         */
        WRITES_IN_MULTI_READ
    }

    private final Kind kind;

    public MalformedRecordException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What is wrong, as far as the answer depends on it. */
    public Kind kind() {
        return kind;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
