package io.corral.server.exchange;

import io.corral.tree.ZnodeBuilder;
import io.corral.tree.acl.AclList;
import java.io.IOException;

/** Is told what a snapshot of ZooKeeper holds, in the order in which it is written there. May refuse it. */
public interface ForeignTree {

    /** A session and its timeout in milliseconds. Sessions come first. */
    void session(long id, int timeoutMillis) throws IOException;

    /**
     * A node; its parent came before.
     *
     * @param path full path; {@code /} for the root
     * @param fields its fields, with the access control list
     * @param acl the same list
     * @param owner the same owner
     */
    void node(String path, ZnodeBuilder fields, AclList acl, long owner) throws IOException;
}
