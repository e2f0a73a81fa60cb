package io.corral.server.control;

/** Whether somebody may copy or replace the whole state: whoever has all permissions on the root. */
public enum Admission {
    /** May. */
    ADMITTED,
    /** Has not shown who they are. */
    UNKNOWN,
    /** May not. */
    FORBIDDEN
}
