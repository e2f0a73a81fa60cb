package io.corral.tree.codec;

/**
 * The first byte of an encoded command, and of an encoded operation. A number stands for one layout for ever: a changed
 * layout gets a new number, and the old one stays readable.
 */
final class CommandKind {
    static final int SESSION_WRITE = 1;
    static final int CREATE_SESSION = 2;
    static final int ATTACH_SESSION = 3;
    static final int EXPIRE_SESSION = 4;
    static final int DELETE_CONTAINER = 5;
    static final int NO_OP = 6;
    static final int PUBLISH_CONFIG = 7;
    static final int FOUND_ENSEMBLE = 8;
    static final int FINISH_RECONFIG = 9;
    static final int IDENTIFY_ENSEMBLE = 10;
    static final int STAGE_COPY = 21;
    static final int RESTORE_TREE = 22;
    static final int DROP_COPY = 23;

    static final int CREATE = 1;
    static final int DELETE = 2;
    static final int SET_DATA = 3;
    static final int SET_ACL = 4;
    static final int CHECK = 5;
    static final int MULTI = 6;
    static final int FAILED = 7;
    static final int CLOSE_SESSION = 8;
    static final int RECONFIG = 9;

    private CommandKind() {}
}
