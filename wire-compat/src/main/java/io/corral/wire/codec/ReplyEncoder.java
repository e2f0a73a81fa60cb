package io.corral.wire.codec;

import io.corral.wire.frame.FrameLength;
import io.corral.wire.record.AclEntry;
import io.corral.wire.record.ClientIdentity;
import io.corral.wire.record.ErrorCode;
import io.corral.wire.record.MultiResult;
import io.corral.wire.record.Reply;
import io.corral.wire.record.StatFields;
import io.corral.wire.record.WatcherEvent;
import io.corral.wire.record.Xid;
import io.netty.buffer.ByteBuf;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Appends replies and notifications to an output buffer, each as a complete frame; client side is {@link ReplyDecoder}.
 *
 * <pre>
 * frame = int length + ReplyHeader (int xid, long zxid, int err) + body by the operation answered
 * </pre>
 *
 * <p>One method for each form of a body. Many frames may be appended to one buffer, to be flushed at once. Nothing is
 * kept: without state, safe for use by any thread as far as the buffer is.
 */
public final class ReplyEncoder {
    private ReplyEncoder() {}

    /** A header alone: every failure, and what succeeds without a body (ping, delete, setWatches, auth, ...). */
    public static void header(ByteBuf out, int xid, long zxid, int err) {
        end(out, begin(out, xid, zxid, err));
    }

    /** A path: create, sync. */
    public static void path(ByteBuf out, int xid, long zxid, @Nullable String path) {
        int mark = begin(out, xid, zxid, ErrorCode.OK);
        new ByteBufOutputArchive(out).writeString(path, "path");
        end(out, mark);
    }

    /** A path and a Stat: create2, createContainer, createTTL. */
    public static void pathAndStat(ByteBuf out, int xid, long zxid, @Nullable String path, StatFields stat) {
        int mark = begin(out, xid, zxid, ErrorCode.OK);
        new ByteBufOutputArchive(out).writeString(path, "path");
        WireFields.writeStat(out, stat);
        end(out, mark);
    }

    /** A Stat: exists, setData, setACL. */
    public static void stat(ByteBuf out, int xid, long zxid, StatFields stat) {
        int mark = begin(out, xid, zxid, ErrorCode.OK);
        WireFields.writeStat(out, stat);
        end(out, mark);
    }

    /** Data and Stat: getData, reconfig. */
    public static void dataAndStat(ByteBuf out, int xid, long zxid, byte @Nullable [] data, StatFields stat) {
        int mark = begin(out, xid, zxid, ErrorCode.OK);
        new ByteBufOutputArchive(out).writeBuffer(data, "data");
        WireFields.writeStat(out, stat);
        end(out, mark);
    }

    /** ACL and Stat: getACL. */
    public static void aclAndStat(ByteBuf out, int xid, long zxid, @Nullable List<AclEntry> acl, StatFields stat) {
        int mark = begin(out, xid, zxid, ErrorCode.OK);
        WireFields.writeAcl(new ByteBufOutputArchive(out), acl);
        WireFields.writeStat(out, stat);
        end(out, mark);
    }

    /** Names or paths: getChildren, getEphemerals. The collection must not change meanwhile. */
    public static void names(ByteBuf out, int xid, long zxid, @Nullable Collection<? extends @Nullable String> names) {
        int mark = begin(out, xid, zxid, ErrorCode.OK);
        WireFields.writeStrings(new ByteBufOutputArchive(out), names, "children");
        end(out, mark);
    }

    /** Names and Stat: getChildren2. The collection must not change meanwhile. */
    public static void namesAndStat(
            ByteBuf out, int xid, long zxid, @Nullable Collection<? extends @Nullable String> names, StatFields stat) {
        int mark = begin(out, xid, zxid, ErrorCode.OK);
        WireFields.writeStrings(new ByteBufOutputArchive(out), names, "children");
        WireFields.writeStat(out, stat);
        end(out, mark);
    }

    /** A number: getAllChildrenNumber; addWatch answers with 0. */
    public static void number(ByteBuf out, int xid, long zxid, int value) {
        int mark = begin(out, xid, zxid, ErrorCode.OK);
        out.writeInt(value);
        end(out, mark);
    }

    /** The identities of the connection: whoAmI. */
    public static void identities(ByteBuf out, int xid, long zxid, @Nullable List<ClientIdentity> identities) {
        int mark = begin(out, xid, zxid, ErrorCode.OK);
        WireFields.writeIdentities(new ByteBufOutputArchive(out), identities);
        end(out, mark);
    }

    /** A step of a SASL exchange. A refusal (error -115 or -124) carries a token as well: null. */
    public static void token(ByteBuf out, int xid, long zxid, int err, byte @Nullable [] token) {
        int mark = begin(out, xid, zxid, err);
        new ByteBufOutputArchive(out).writeBuffer(token, "token");
        end(out, mark);
    }

    /**
     * The results of a multi or multiRead. The header's error is 0 even when parts failed: their errors are in the results.
     */
    public static void results(ByteBuf out, int xid, long zxid, List<? extends MultiResult> results) {
        int mark = begin(out, xid, zxid, ErrorCode.OK);
        MultiResultWriter.write(out, results);
        end(out, mark);
    }

    /** ZooKeeper's answer to writes in a multiRead: error -5, and yet a body, the end of an empty list of results. */
    public static void writesInMultiRead(ByteBuf out, int xid, long zxid) {
        multiReadCutShort(out, xid, zxid, List.of());
    }

    /** ZooKeeper's answer to a multiRead with a part that it stumbles over: error -5, and yet the results of the parts before it. */
    public static void multiReadCutShort(ByteBuf out, int xid, long zxid, List<? extends MultiResult> results) {
        int mark = begin(out, xid, zxid, ErrorCode.MARSHALLING_ERROR);
        MultiResultWriter.write(out, results);
        end(out, mark);
    }

    /**
     * A watch event.
     *
     * @param zxid the transaction that fired the watch; -1 for an event made up for by setWatches
     */
    public static void notification(ByteBuf out, long zxid, WatcherEvent event) {
        notification(out, zxid, event.type(), event.state(), event.path());
    }

    /** A watch event by its parts; see {@link #notification(ByteBuf, long, WatcherEvent)}. */
    public static void notification(ByteBuf out, long zxid, int type, int state, @Nullable String path) {
        int mark = begin(out, Xid.NOTIFICATION, zxid, ErrorCode.OK);
        out.writeInt(type);
        out.writeInt(state);
        new ByteBufOutputArchive(out).writeString(path, "path");
        end(out, mark);
    }

    /** A successful reply by its form. */
    public static void reply(ByteBuf out, int xid, long zxid, Reply reply) {
        reply.accept(new ReplyWriter(out, xid, zxid));
    }

    private static int begin(ByteBuf out, int xid, long zxid, int err) {
        int mark = FrameLength.begin(out);
        out.writeInt(xid);
        out.writeLong(zxid);
        out.writeInt(err);
        return mark;
    }

    private static void end(ByteBuf out, int mark) {
        FrameLength.end(out, mark);
    }
}
