package io.corral.tree.codec;

import io.corral.tree.TreeEdit;
import io.corral.tree.ZnodeBuilder;
import io.corral.tree.acl.AclList;
import io.corral.tree.session.OriginTag;
import io.corral.tree.session.Session;
import io.corral.tree.session.SessionPassword;
import java.util.List;

/**
 * Some sessions and nodes of a copy of a state, as they travel in one command. Each piece is complete in itself but for parents and
 * owners, which come in an earlier piece or further to the front. Written by {@link CopyPieceWriter}.
 */
public final class CopyPiece {
    /** The layout: format | sessions | access control lists | nodes, each with its path and the number of its list. */
    static final int FORMAT = 1;

    private final List<Session> sessions;
    private final List<CopiedNode> nodes;

    /** A node and what it is called. */
    private record CopiedNode(String path, ZnodeBuilder fields) {}

    private CopyPiece(List<Session> sessions, List<CopiedNode> nodes) {
        this.sessions = sessions;
        this.nodes = nodes;
    }

    /**
     * Reads one.
     *
     * @param bytes what {@link CopyPieceWriter#encode} has written
     * @throws CorruptEntryException when these bytes are none
     */
    public static CopyPiece decode(byte[] bytes) {
        FieldReader in = new FieldReader(bytes, 0, bytes.length);
        int format = in.readByte();
        if (format != FORMAT) {
            throw new CorruptEntryException("unknown format of a copy: " + format);
        }
        List<Session> sessions = in.readList(CopyPiece::session);
        List<AclList> acls = in.readList(ZnodeFields::acl);
        List<CopiedNode> nodes =
                in.readList(fields -> new CopiedNode(fields.readText(), ZnodeFields.node(fields, acls::get)));
        in.expectEnd();
        return new CopyPiece(sessions, nodes);
    }

    private static Session session(FieldReader in) {
        return Session.created(in.readLong(), in.readInt(), SessionPassword.of(in.readBytes()), OriginTag.NOBODY);
    }

    /**
     * Puts everything into a state.
     *
     * @param edit the state
     * @return whether all of it fits there, see {@link TreeEdit#putCopied}; when not, the edit must be thrown away
     */
    public boolean putInto(TreeEdit edit) {
        sessions.forEach(edit::put);
        for (CopiedNode node : nodes) {
            if (!edit.putCopied(node.path, node.fields)) {
                return false;
            }
        }
        return true;
    }
}
