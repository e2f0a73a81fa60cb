package io.corral.server.frontend;

import io.corral.wire.record.OpCode;

/** The four-letter names that {@code cons} gives to operations. */
final class OperationCodes {
    /** What has no name, and what is shown of a write that failed. */
    static final String NONE = "NA";

    private OperationCodes() {}

    static String of(OpCode opCode) {
        return switch (opCode) {
            case CREATE, CREATE2, CREATE_CONTAINER, CREATE_TTL -> "CREA";
            case DELETE, DELETE_CONTAINER -> "DELE";
            case EXISTS -> "EXIS";
            case GET_DATA -> "GETD";
            case SET_DATA -> "SETD";
            case GET_ACL -> "GETA";
            case SET_ACL -> "SETA";
            case GET_CHILDREN, GET_CHILDREN2 -> "GETC";
            case GET_ALL_CHILDREN_NUMBER -> "GETACN";
            case SYNC -> "SYNC";
            case PING -> "PING";
            case MULTI -> "MULT";
            case MULTI_READ -> "MLTR";
            case RECONFIG -> "RECO";
            case CHECK -> "CHEC";
            case CHECK_WATCHES -> "CHKW";
            case REMOVE_WATCHES -> "REMW";
            case SET_WATCHES -> "SETW";
            case SET_WATCHES2 -> "STW2";
            case ADD_WATCH -> "ADDW";
            case WHO_AM_I -> "HOMI";
            case GET_EPHEMERALS -> "GETE";
            case CLOSE_SESSION -> "CLOS";
            case CREATE_SESSION -> "SESS";
            case AUTH, SASL, NOTIFICATION, ERROR -> NONE;
        };
    }
}
