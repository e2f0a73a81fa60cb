package io.corral.tree.codec;

import io.corral.tree.Znode;
import io.corral.tree.ZnodeBuilder;
import io.corral.tree.acl.AclList;
import io.corral.tree.session.SessionPassword;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes one {@link CopyPiece} down. For one thread. */
public final class CopyPieceWriter {
    private static final int FIRST_BYTES = 1 << 12;
    private static final int USUAL_STAT_BYTES = 64;

    private final List<NamedSession> sessions = new ArrayList<>();
    private final Map<AclList, Integer> acls = new LinkedHashMap<>();
    private final List<NumberedNode> nodes = new ArrayList<>();
    private long bytes;

    private record NamedSession(long id, int timeoutMillis, SessionPassword password) {}

    private record NumberedNode(String path, Znode fields, int aclNumber) {}

    /** Whether nothing has been added. */
    public boolean isEmpty() {
        return bytes == 0;
    }

    /** About how many bytes it takes so far. */
    public long bytes() {
        return bytes;
    }

    /**
     * Adds a session.
     *
     * @param id session id
     * @param timeoutMillis its timeout
     * @param password its password
     */
    public void add(long id, int timeoutMillis, SessionPassword password) {
        sessions.add(new NamedSession(id, timeoutMillis, password));
        bytes += USUAL_STAT_BYTES;
    }

    /**
     * Adds a node.
     *
     * @param path its full path
     * @param fields its fields
     */
    public void add(String path, ZnodeBuilder fields) {
        Znode node = fields.build(path);
        Integer number = acls.get(node.acl());
        if (number == null) {
            number = acls.size();
            acls.put(node.acl(), number);
        }
        nodes.add(new NumberedNode(path, node, number));
        bytes += USUAL_STAT_BYTES + path.length() + node.dataLength();
    }

    /** The piece. */
    public byte[] encode() {
        FieldWriter out = new FieldWriter(FIRST_BYTES);
        out.writeByte(CopyPiece.FORMAT);
        out.writeList(sessions, (fields, session) -> {
            fields.writeLong(session.id);
            fields.writeSigned(session.timeoutMillis);
            fields.writeBytes(session.password.bytes());
        });
        out.writeList(List.copyOf(acls.keySet()), ZnodeFields::write);
        out.writeList(nodes, (fields, node) -> {
            fields.writeText(node.path);
            ZnodeFields.write(fields, node.fields, node.aclNumber);
        });
        return out.toBytes();
    }
}
