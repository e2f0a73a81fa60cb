package io.corral.tree.codec;

import io.corral.tree.TreeState;
import io.corral.tree.TreeStateBuilder;
import io.corral.tree.Znode;
import io.corral.tree.ZnodeBuilder;
import io.corral.tree.acl.AclEntry;
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
        out.writeList(lists, TreeImage::write);
        out.writeList(List.copyOf(nodes.entrySet()), (fields, node) -> {
            fields.writeText(node.getKey());
            write(fields, node.getValue(), acls.getOrDefault(node.getValue().acl(), 0));
        });
        return out.toBytes();
    }

    private static void write(FieldWriter out, Session session) {
        out.writeLong(session.id());
        out.writeSigned(session.timeoutMillis());
        out.writeBytes(session.password().bytes());
    }

    private static void write(FieldWriter out, AclList acl) {
        out.writeList(acl.entries(), (fields, entry) -> {
            fields.writeSigned(entry.permissions());
            fields.writeText(entry.scheme());
            fields.writeText(entry.id());
        });
    }

    private static void write(FieldWriter out, Znode node, int acl) {
        out.writeUnsigned(acl);
        out.writeUnsigned(node.czxid());
        out.writeSigned(node.ctime());
        out.writeUnsigned(node.mzxid());
        out.writeSigned(node.mtime());
        out.writeUnsigned(node.pzxid());
        out.writeLong(node.owner());
        out.writeSigned(node.version());
        out.writeSigned(node.createCount());
        out.writeSigned(node.aversion());
        out.writeNullableBytes(node.data());
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
        List<AclList> acls = in.readList(fields -> AclList.of(
                fields.readList(entry -> new AclEntry(entry.readInt(), entry.readText(), entry.readText()))));
        in.readList(fields -> {
            state.put(fields.readText(), node(fields, acls));
            return true;
        });
        in.expectEnd();
        return state.build();
    }

    private static Session session(FieldReader in) {
        return Session.created(in.readLong(), in.readInt(), SessionPassword.of(in.readBytes()), OriginTag.NOBODY);
    }

    private static ZnodeBuilder node(FieldReader in, List<AclList> acls) {
        return new ZnodeBuilder()
                .acl(acls.get(in.readUnsignedInt()))
                .created(in.readUnsigned(), in.readSigned())
                .modified(in.readUnsigned(), in.readSigned())
                .pzxid(in.readUnsigned())
                .owner(in.readLong())
                .version(in.readInt())
                .createCount(in.readInt())
                .aversion(in.readInt())
                .data(in.readNullableBytes());
    }
}
