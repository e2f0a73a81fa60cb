package io.corral.tree.codec;

import io.corral.tree.Znode;
import io.corral.tree.ZnodeBuilder;
import io.corral.tree.acl.AclEntry;
import io.corral.tree.acl.AclList;
import java.util.function.IntFunction;

/** A znode and an access control list field by field, as snapshot files and copies of a state hold them. */
public final class ZnodeFields {
    private ZnodeFields() {}

    /** acl | czxid, ctime, mzxid, mtime, pzxid | owner | version, create count, aversion | data. */
    public static void write(FieldWriter out, Znode node, int aclId) {
        out.writeUnsigned(aclId);
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
     * The counterpart of {@link #write(FieldWriter, Znode, int)}.
     *
     * @param acls finds a list by its number
     */
    public static ZnodeBuilder node(FieldReader in, IntFunction<AclList> acls) {
        return new ZnodeBuilder()
                .acl(acls.apply(in.readUnsignedInt()))
                .created(in.readUnsigned(), in.readSigned())
                .modified(in.readUnsigned(), in.readSigned())
                .pzxid(in.readUnsigned())
                .owner(in.readLong())
                .version(in.readInt())
                .createCount(in.readInt())
                .aversion(in.readInt())
                .data(in.readNullableBytes());
    }

    /** Entries as permissions, scheme, id. */
    public static void write(FieldWriter out, AclList acl) {
        out.writeList(acl.entries(), (fields, entry) -> {
            fields.writeSigned(entry.permissions());
            fields.writeText(entry.scheme());
            fields.writeText(entry.id());
        });
    }

    /** The counterpart of {@link #write(FieldWriter, AclList)}. */
    public static AclList acl(FieldReader in) {
        return AclList.of(in.readList(fields -> new AclEntry(fields.readInt(), fields.readText(), fields.readText())));
    }
}
