package io.corral.tree.codec;

import io.corral.tree.TreeState;
import io.corral.tree.TreeStateBuilder;
import io.corral.tree.Znode;
import io.corral.tree.acl.AclList;
import io.corral.tree.session.OriginTag;
import io.corral.tree.session.Session;
import io.corral.tree.session.SessionPassword;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A whole state as one field of a command: zxid and time, access control lists, sessions, nodes. Unlike a snapshot file it is read
 * from front to back, and is small enough to travel in one entry of the log.
 */
public final class TreeImage {
    private static final int FORMAT = 1;
    private static final int FIRST_BYTES = 1 << 16;

    private TreeImage() {}

    /** Encodes a state. */
    public static byte[] encode(TreeState state) {
        FieldWriter out = new FieldWriter(FIRST_BYTES);
        out.writeByte(FORMAT);
        out.writeUnsigned(state.lastZxid());
        out.writeSigned(state.lastWallMillis());
        List<Session> sessions = new ArrayList<>(new TreeMap<>(state.sessions()).values());
        out.writeList(sessions, TreeImage::write);
        Map<AclList, Integer> acls = new HashMap<>();
        List<AclList> lists = new ArrayList<>();
        TreeMap<String, Znode> nodes = new TreeMap<>(state.nodes());
        for (Znode node : nodes.values()) {
            if (acls.putIfAbsent(node.acl(), lists.size()) == null) {
                lists.add(node.acl());
            }
        }
        out.writeList(lists, ZnodeFields::write);
        out.writeList(List.copyOf(nodes.entrySet()), (fields, node) -> {
            fields.writeText(node.getKey());
            ZnodeFields.write(
                    fields, node.getValue(), acls.getOrDefault(node.getValue().acl(), 0));
        });
        return out.toBytes();
    }

    private static void write(FieldWriter out, Session session) {
        out.writeLong(session.id());
        out.writeSigned(session.timeoutMillis());
        out.writeBytes(session.password().bytes());
    }

    /**
     * Decodes a state.
     *
     * @throws CorruptEntryException when these bytes are none
     */
    public static TreeState decode(byte[] bytes) {
        FieldReader in = new FieldReader(bytes, 0, bytes.length);
        int format = in.readByte();
        if (format != FORMAT) {
            throw new CorruptEntryException("unknown format of a copy: " + format);
        }
        TreeStateBuilder state = new TreeStateBuilder();
        state.position(in.readUnsigned(), in.readSigned());
        in.readList(TreeImage::session).forEach(state::put);
        List<AclList> acls = in.readList(ZnodeFields::acl);
        in.readList(fields -> {
            state.put(fields.readText(), ZnodeFields.node(fields, acls::get));
            return true;
        });
        in.expectEnd();
        return state.build();
    }

    private static Session session(FieldReader in) {
        return Session.created(in.readLong(), in.readInt(), SessionPassword.of(in.readBytes()), OriginTag.NOBODY);
    }
}
