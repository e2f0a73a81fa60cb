package io.corral.wire.codec;

import io.corral.wire.record.AclEntry;
import io.corral.wire.record.ClientIdentity;
import io.corral.wire.record.StatFields;
import io.corral.wire.record.WireStat;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The compound fields that several requests and replies share.
 *
 * <pre>
 * ACL         int perms, ustring scheme, ustring id
 * ClientInfo  ustring authScheme, ustring user
 * Stat        long czxid, mzxid, ctime, mtime, int version, cversion, aversion, long ephemeralOwner,
 *             int dataLength, numChildren, long pzxid
 * </pre>
 */
final class WireFields {
    private static final int MIN_STRING_BYTES = Integer.BYTES;
    private static final int MIN_ACL_BYTES = Integer.BYTES + 2 * MIN_STRING_BYTES;
    private static final int MIN_IDENTITY_BYTES = 2 * MIN_STRING_BYTES;

    private WireFields() {}

    static @Nullable List<AclEntry> readAcl(ByteBufInputArchive in) throws MalformedRecordException {
        int count = in.readCount("acl", MIN_ACL_BYTES);
        if (count < 0) {
            return null;
        }
        List<AclEntry> acl = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            acl.add(new AclEntry(in.readInt("perms"), in.readString("scheme"), in.readString("id")));
        }
        return acl;
    }

    static void writeAcl(ByteBufOutputArchive out, @Nullable List<AclEntry> acl) {
        out.startVector(acl, "acl");
        if (acl == null) {
            return;
        }
        for (AclEntry entry : acl) {
            out.writeInt(entry.perms(), "perms");
            out.writeString(entry.scheme(), "scheme");
            out.writeString(entry.id(), "id");
        }
    }

    static @Nullable List<ClientIdentity> readIdentities(ByteBufInputArchive in) throws MalformedRecordException {
        int count = in.readCount("clientInfo", MIN_IDENTITY_BYTES);
        if (count < 0) {
            return null;
        }
        List<ClientIdentity> identities = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            identities.add(new ClientIdentity(in.readString("authScheme"), in.readString("user")));
        }
        return identities;
    }

    static void writeIdentities(ByteBufOutputArchive out, @Nullable List<ClientIdentity> identities) {
        out.startVector(identities, "clientInfo");
        if (identities == null) {
            return;
        }
        for (ClientIdentity identity : identities) {
            out.writeString(identity.authScheme(), "authScheme");
            out.writeString(identity.user(), "user");
        }
    }

    static @Nullable List<@Nullable String> readStrings(ByteBufInputArchive in, String tag)
            throws MalformedRecordException {
        int count = in.readCount(tag, MIN_STRING_BYTES);
        if (count < 0) {
            return null;
        }
        List<@Nullable String> strings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            strings.add(in.readString(tag));
        }
        return strings;
    }

    static void writeStrings(
            ByteBufOutputArchive out, @Nullable Collection<? extends @Nullable String> strings, String tag) {
        out.writeCount(strings == null ? -1 : strings.size(), tag);
        if (strings == null) {
            return;
        }
        for (String string : strings) {
            out.writeString(string, tag);
        }
    }

    static WireStat readStat(ByteBufInputArchive in) throws MalformedRecordException {
        return new WireStat(
                in.readLong("czxid"),
                in.readLong("mzxid"),
                in.readLong("ctime"),
                in.readLong("mtime"),
                in.readInt("version"),
                in.readInt("cversion"),
                in.readInt("aversion"),
                in.readLong("ephemeralOwner"),
                in.readInt("dataLength"),
                in.readInt("numChildren"),
                in.readLong("pzxid"));
    }

    /** Written on the buffer at once, since a Stat is part of most replies: one check of the room for all of it. */
    static void writeStat(ByteBuf out, StatFields stat) {
        out.ensureWritable(WireStat.BYTES);
        out.writeLong(stat.czxid());
        out.writeLong(stat.mzxid());
        out.writeLong(stat.ctime());
        out.writeLong(stat.mtime());
        out.writeInt(stat.version());
        out.writeInt(stat.cversion());
        out.writeInt(stat.aversion());
        out.writeLong(stat.ephemeralOwner());
        out.writeInt(stat.dataLength());
        out.writeInt(stat.numChildren());
        out.writeLong(stat.pzxid());
    }
}
