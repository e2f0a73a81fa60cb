package io.corral.wire.record;

import org.jspecify.annotations.Nullable;

/**
 * The operation codes of ZooKeeper 3.9's client protocol, as found in the type field of a request header.
 */
public enum OpCode {
    /** Server to client only: a watch event. */
    NOTIFICATION(0, Kind.NOT_CALLABLE),
    CREATE(1, Kind.WRITE),
    DELETE(2, Kind.WRITE),
    EXISTS(3, Kind.READ),
    GET_DATA(4, Kind.READ),
    SET_DATA(5, Kind.WRITE),
    GET_ACL(6, Kind.READ),
    SET_ACL(7, Kind.WRITE),
    GET_CHILDREN(8, Kind.READ),
    SYNC(9, Kind.SYNC),
    PING(11, Kind.READ),
    GET_CHILDREN2(12, Kind.READ),
    /** Allowed inside a {@link #MULTI} only. */
    CHECK(13, Kind.NOT_CALLABLE),
    MULTI(14, Kind.WRITE),
    CREATE2(15, Kind.WRITE),
    RECONFIG(16, Kind.WRITE),
    CHECK_WATCHES(17, Kind.READ),
    REMOVE_WATCHES(18, Kind.READ),
    CREATE_CONTAINER(19, Kind.WRITE),
    /** Meant for the server itself, though ZooKeeper 3.9 accepts it from clients too. */
    DELETE_CONTAINER(20, Kind.WRITE),
    CREATE_TTL(21, Kind.WRITE),
    MULTI_READ(22, Kind.READ),
    AUTH(100, Kind.CONNECTION),
    SET_WATCHES(101, Kind.READ),
    SASL(102, Kind.CONNECTION),
    GET_EPHEMERALS(103, Kind.READ),
    GET_ALL_CHILDREN_NUMBER(104, Kind.READ),
    SET_WATCHES2(105, Kind.READ),
    ADD_WATCH(106, Kind.READ),
    WHO_AM_I(107, Kind.READ),
    /** Appears as the type of a failed multi result only. */
    ERROR(-1, Kind.NOT_CALLABLE),
    /** Server internal; ZooKeeper answers a client that sends it with error -5. */
    CREATE_SESSION(-10, Kind.NOT_CALLABLE),
    CLOSE_SESSION(-11, Kind.WRITE);

    private enum Kind {
        READ,
        WRITE,
        SYNC,
        CONNECTION,
        NOT_CALLABLE
    }

    private static final int LOWEST_CODE = -11;
    private static final int HIGHEST_CODE = 107;
    private static final @Nullable OpCode[] BY_CODE = byCode();

    private final int code;
    private final Kind kind;

    OpCode(int code, Kind kind) {
        this.code = code;
        this.kind = kind;
    }

    private static @Nullable OpCode[] byCode() {
        @Nullable OpCode[] table = new OpCode[HIGHEST_CODE - LOWEST_CODE + 1];
        for (OpCode op : values()) {
            table[op.code - LOWEST_CODE] = op;
        }
        return table;
    }

    /** Returns the operation with this code, or null when ZooKeeper 3.9 knows none. */
    public static @Nullable OpCode of(int code) {
        return code < LOWEST_CODE || code > HIGHEST_CODE ? null : BY_CODE[code - LOWEST_CODE];
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    /** Whether the operation goes through the replicated log. */
    public boolean isWrite() {
        return kind == Kind.WRITE;
    }

    /** Whether the serving server answers from its own state. */
    public boolean isRead() {
        return kind == Kind.READ;
    }

    /** Whether the operation concerns the connection's identities and bypasses the request pipeline. */
    public boolean isConnectionOnly() {
        return kind == Kind.CONNECTION;
    }

    /**
     * Whether a client may send the operation as a request of its own. ZooKeeper answers the others with -6 and closes
     * the connection, except {@link #CREATE_SESSION}, which it answers with -5.
     */
    public boolean isClientCallable() {
        return kind != Kind.NOT_CALLABLE;
    }

    /** Whether a server in read-only mode refuses the operation. */
    public boolean isRefusedReadOnly() {
        return this == SYNC || this == CHECK || (isWrite() && this != CLOSE_SESSION);
    }

    /**
     * Whether the operation may be refused for having waited too long ({@code throttled_op_wait_time}). What proves who the
     * client is may not: ZooKeeper deals with it before requests are counted, and client libraries do not expect this error.
     */
    public boolean isThrottlable() {
        return this != PING && this != CREATE_SESSION && this != CLOSE_SESSION && !isConnectionOnly();
    }

    /** Whether the body is that of a create, with or without a ttl. */
    public boolean isCreate() {
        return this == CREATE || this == CREATE2 || this == CREATE_CONTAINER || this == CREATE_TTL;
    }

    /** Whether ZooKeeper takes the operation as a part of a {@link #MULTI}. */
    public boolean isMultiWrite() {
        return isCreate() || this == DELETE || this == SET_DATA || this == CHECK;
    }

    /** Whether ZooKeeper takes the operation as a part of a {@link #MULTI_READ}. */
    public boolean isMultiRead() {
        return this == GET_DATA || this == GET_CHILDREN;
    }
}
