package io.corral.wire.transaction;

/** One method for each kind of {@link Change} that changes something. */
public interface ChangeVisitor {

    /** A node was created. */
    void created(Change.NodeCreated change);

    /** A node was deleted. */
    void deleted(Change.NodeDeleted change);

    /** A node's data was set. */
    void dataSet(Change.DataSet change);

    /** A node's access control list was set. */
    void aclSet(Change.AclSet change);

    /** A session was opened. */
    void sessionOpened(Change.SessionOpened change);

    /** A session was closed. */
    void sessionClosed(Change.SessionClosed change);
}
