package io.corral.wire.codec;

import io.corral.wire.record.ErrorCode;
import io.corral.wire.record.Reply;
import io.corral.wire.record.ReplyVisitor;
import io.netty.buffer.ByteBuf;

/** Hands each form of a reply to the {@link ReplyEncoder} method that writes it; every method returns the buffer. */
final class ReplyWriter implements ReplyVisitor<ByteBuf> {
    private final ByteBuf out;
    private final int xid;
    private final long zxid;

    ReplyWriter(ByteBuf out, int xid, long zxid) {
        this.out = out;
        this.xid = xid;
        this.zxid = zxid;
    }

    @Override
    public ByteBuf empty(Reply.Empty empty) {
        ReplyEncoder.header(out, xid, zxid, ErrorCode.OK);
        return out;
    }

    @Override
    public ByteBuf path(Reply.Path path) {
        ReplyEncoder.path(out, xid, zxid, path.path());
        return out;
    }

    @Override
    public ByteBuf pathAndStat(Reply.PathAndStat reply) {
        ReplyEncoder.pathAndStat(out, xid, zxid, reply.path(), reply.stat());
        return out;
    }

    @Override
    public ByteBuf ofStat(Reply.OfStat reply) {
        ReplyEncoder.stat(out, xid, zxid, reply.stat());
        return out;
    }

    @Override
    public ByteBuf dataAndStat(Reply.DataAndStat reply) {
        ReplyEncoder.dataAndStat(out, xid, zxid, reply.data(), reply.stat());
        return out;
    }

    @Override
    public ByteBuf aclAndStat(Reply.AclAndStat reply) {
        ReplyEncoder.aclAndStat(out, xid, zxid, reply.acl(), reply.stat());
        return out;
    }

    @Override
    public ByteBuf names(Reply.Names reply) {
        ReplyEncoder.names(out, xid, zxid, reply.names());
        return out;
    }

    @Override
    public ByteBuf namesAndStat(Reply.NamesAndStat reply) {
        ReplyEncoder.namesAndStat(out, xid, zxid, reply.names(), reply.stat());
        return out;
    }

    @Override
    public ByteBuf ofInt(Reply.OfInt reply) {
        ReplyEncoder.number(out, xid, zxid, reply.value());
        return out;
    }

    @Override
    public ByteBuf identities(Reply.Identities reply) {
        ReplyEncoder.identities(out, xid, zxid, reply.identities());
        return out;
    }

    @Override
    public ByteBuf token(Reply.Token reply) {
        ReplyEncoder.token(out, xid, zxid, ErrorCode.OK, reply.token());
        return out;
    }

    @Override
    public ByteBuf results(Reply.Results reply) {
        ReplyEncoder.results(out, xid, zxid, reply.results());
        return out;
    }
}
