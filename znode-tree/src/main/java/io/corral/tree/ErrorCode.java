package io.corral.tree;

/** The error codes of ZooKeeper that executing a command can give. Numbers as on the wire. */
public final class ErrorCode {
    /** Success. */
    public static final int OK = 0;

    /** In a failed multi: an operation behind the one that failed. */
    public static final int RUNTIME_INCONSISTENCY = -2;

    public static final int MARSHALLING_ERROR = -5;

    /** The request is not understood, or switched off. */
    public static final int UNIMPLEMENTED = -6;

    /** A path, flag or time to live that is not allowed. */
    public static final int BAD_ARGUMENTS = -8;

    public static final int NEW_CONFIG_NO_QUORUM = -13;
    public static final int RECONFIG_IN_PROGRESS = -14;

    /** The node, or the parent of the node, does not exist. */
    public static final int NO_NODE = -101;

    /** The caller lacks the permission. */
    public static final int NO_AUTH = -102;

    /** The expected version is not the node's. */
    public static final int BAD_VERSION = -103;

    /** An ephemeral node cannot have children. */
    public static final int NO_CHILDREN_FOR_EPHEMERALS = -108;

    /** The node exists already. */
    public static final int NODE_EXISTS = -110;

    /** The node has children. */
    public static final int NOT_EMPTY = -111;

    /** There is no such session (any more). */
    public static final int SESSION_EXPIRED = -112;

    /** The access control list is not acceptable. */
    public static final int INVALID_ACL = -114;

    /** A wrong session password. */
    public static final int AUTH_FAILED = -115;

    /** The session is now attached elsewhere. */
    public static final int SESSION_MOVED = -118;

    /** A hard quota would be exceeded. */
    public static final int QUOTA_EXCEEDED = -125;

    private ErrorCode() {}
}
