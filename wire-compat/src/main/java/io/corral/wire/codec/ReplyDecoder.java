package io.corral.wire.codec;

import static io.corral.wire.codec.MalformedRecordException.Kind.NOT_A_REQUEST;

import io.corral.wire.record.OpCode;
import io.corral.wire.record.Reply;
import io.corral.wire.record.ReplyHeader;
import io.corral.wire.record.WatcherEvent;
import io.netty.buffer.ByteBuf;

/**
 * Decodes what a server sends: client side of {@link ReplyEncoder}, where the layout is drawn.
 *
 * <p>A reply does not say what it answers; the client knows, since replies come in the order of the requests. Methods read
 * from the buffer's reader index on and leave its reference count alone. Without state, safe for use by any thread.
 */
public final class ReplyDecoder {
    private ReplyDecoder() {}

    /**
     * Reads the header.
     *
     * @throws MalformedRecordException when the frame is shorter than a header
     */
    public static ReplyHeader decodeHeader(ByteBuf frame) throws MalformedRecordException {
        ByteBufInputArchive in = new ByteBufInputArchive(frame);
        return new ReplyHeader(in.readInt("xid"), in.readLong("zxid"), in.readInt("err"));
    }

    /**
     * Reads the body of a successful reply to an operation; the buffer stands behind the header.
     *
     * @throws MalformedRecordException when the body ends early, holds an impossible length or an unknown multi result, or
     *     the operation has no reply
     */
    public static Reply decodeBody(OpCode answered, ByteBuf body) throws MalformedRecordException {
        ByteBufInputArchive in = new ByteBufInputArchive(body);
        return switch (answered) {
            case DELETE,
                    DELETE_CONTAINER,
                    CHECK,
                    CHECK_WATCHES,
                    REMOVE_WATCHES,
                    SET_WATCHES,
                    SET_WATCHES2,
                    PING,
                    CLOSE_SESSION,
                    AUTH -> new Reply.Empty();
            case CREATE, SYNC -> new Reply.Path(in.readString("path"));
            case CREATE2, CREATE_CONTAINER, CREATE_TTL ->
                new Reply.PathAndStat(in.readString("path"), WireFields.readStat(in));
            case EXISTS, SET_DATA, SET_ACL -> new Reply.OfStat(WireFields.readStat(in));
            case GET_DATA, RECONFIG -> new Reply.DataAndStat(in.readBuffer("data"), WireFields.readStat(in));
            case GET_ACL -> new Reply.AclAndStat(WireFields.readAcl(in), WireFields.readStat(in));
            case GET_CHILDREN, GET_EPHEMERALS -> new Reply.Names(WireFields.readStrings(in, "children"));
            case GET_CHILDREN2 ->
                new Reply.NamesAndStat(WireFields.readStrings(in, "children"), WireFields.readStat(in));
            case GET_ALL_CHILDREN_NUMBER -> new Reply.OfInt(in.readInt("totalNumber"));
            case ADD_WATCH -> new Reply.OfInt(in.readInt("err"));
            case WHO_AM_I -> new Reply.Identities(WireFields.readIdentities(in));
            case SASL -> new Reply.Token(in.readBuffer("token"));
            case MULTI, MULTI_READ -> new Reply.Results(MultiResultReader.read(in));
            case NOTIFICATION, ERROR, CREATE_SESSION ->
                throw new MalformedRecordException(NOT_A_REQUEST, answered + " has no reply");
        };
    }

    /**
     * Reads the body of a notification; the buffer stands behind the header.
     *
     * @throws MalformedRecordException when the body ends early
     */
    public static WatcherEvent decodeEvent(ByteBuf body) throws MalformedRecordException {
        ByteBufInputArchive in = new ByteBufInputArchive(body);
        return new WatcherEvent(in.readInt("type"), in.readInt("state"), in.readString("path"));
    }
}
