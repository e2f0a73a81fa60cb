package io.corral.wire.codec;

import static io.corral.wire.codec.MalformedRecordException.Kind.NOT_A_REQUEST;

import io.corral.wire.record.OpCode;
import io.corral.wire.record.ReadRequest;
import io.corral.wire.record.Request;
import io.corral.wire.record.RequestHeader;
import io.corral.wire.record.SessionRequest;
import io.corral.wire.record.WatchRequest;
import io.corral.wire.record.WriteRequest;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the requests of clients: server side of {@link RequestEncoder}.
 *
 * <pre>
 * frame payload = RequestHeader (int xid, int type) + body by type
 * </pre>
 *
 * <p>Decoding judges only whether the bytes are the record; paths, flags and ids are the server's business. Bytes after the
 * record are ignored, as in ZooKeeper. Methods read from the buffer's reader index on and leave its reference count alone;
 * what they return holds no reference to the buffer. Without state, safe for use by any thread.
 */
public final class RequestDecoder {
    /** The length of a request header in bytes; a shorter frame ends the connection without an answer. */
    public static final int HEADER_BYTES = 2 * Integer.BYTES;

    private RequestDecoder() {}

    /**
     * Reads the header.
     *
     * @throws MalformedRecordException when the frame is shorter than a header
     */
    public static RequestHeader decodeHeader(ByteBuf frame) throws MalformedRecordException {
        ByteBufInputArchive in = new ByteBufInputArchive(frame);
        return new RequestHeader(in.readInt("xid"), in.readInt("type"));
    }

    /**
     * Reads the body of a request; the buffer stands behind the header.
     *
     * @throws MalformedRecordException when the record ends early, holds an impossible length, is a multi ZooKeeper
     *     would not decode, or the operation is none a client may ask for ({@link OpCode#CHECK} on its own does decode)
     */
    public static Request decodeBody(OpCode opCode, ByteBuf body) throws MalformedRecordException {
        ByteBufInputArchive in = new ByteBufInputArchive(body);
        return switch (opCode) {
            case CREATE, CREATE2, CREATE_CONTAINER, CREATE_TTL -> create(opCode, in);
            case DELETE -> delete(in);
            case SET_DATA -> setData(in);
            case SET_ACL -> new WriteRequest.SetAcl(path(in), WireFields.readAcl(in), in.readInt("version"));
            case CHECK -> check(in);
            case MULTI -> MultiDecoder.decodeWrites(in);
            case RECONFIG -> reconfig(in);
            case DELETE_CONTAINER -> new WriteRequest.DeleteContainer(path(in));

            case EXISTS -> new ReadRequest.Exists(path(in), in.readBool("watch"));
            case GET_DATA -> getData(in);
            case GET_ACL -> new ReadRequest.GetAcl(path(in));
            case GET_CHILDREN -> getChildren(in);
            case GET_CHILDREN2 -> new ReadRequest.GetChildren2(path(in), in.readBool("watch"));
            case GET_EPHEMERALS -> new ReadRequest.GetEphemerals(in.readString("prefixPath"));
            case GET_ALL_CHILDREN_NUMBER -> new ReadRequest.GetAllChildrenNumber(path(in));
            case MULTI_READ -> MultiDecoder.decodeReads(in);

            case CHECK_WATCHES -> new WatchRequest.CheckWatches(path(in), in.readInt("type"));
            case REMOVE_WATCHES -> new WatchRequest.RemoveWatches(path(in), in.readInt("type"));
            case ADD_WATCH -> new WatchRequest.AddWatch(path(in), in.readInt("mode"));
            case SET_WATCHES -> setWatches(in);
            case SET_WATCHES2 -> setWatches2(in);

            case PING -> new SessionRequest.Ping();
            case CLOSE_SESSION -> new SessionRequest.CloseSession();
            case SYNC -> new SessionRequest.Sync(path(in));
            case WHO_AM_I -> new SessionRequest.WhoAmI();
            case AUTH -> new SessionRequest.Auth(in.readInt("type"), in.readString("scheme"), in.readBuffer("auth"));
            case SASL -> new SessionRequest.Sasl(in.readBuffer("token"));

            case NOTIFICATION, ERROR, CREATE_SESSION ->
                throw new MalformedRecordException(NOT_A_REQUEST, opCode + " is no request of a client");
        };
    }

    /** createTTL alone carries a ttl; the flags of the others may ask for one all the same. */
    static WriteRequest.Create create(OpCode opCode, ByteBufInputArchive in) throws MalformedRecordException {
        return new WriteRequest.Create(
                opCode,
                path(in),
                in.readBuffer("data"),
                WireFields.readAcl(in),
                in.readInt("flags"),
                opCode == OpCode.CREATE_TTL ? in.readLong("ttl") : WriteRequest.Create.NO_TTL);
    }

    static WriteRequest.Delete delete(ByteBufInputArchive in) throws MalformedRecordException {
        return new WriteRequest.Delete(path(in), in.readInt("version"));
    }

    static WriteRequest.SetData setData(ByteBufInputArchive in) throws MalformedRecordException {
        return new WriteRequest.SetData(path(in), in.readBuffer("data"), in.readInt("version"));
    }

    static WriteRequest.Check check(ByteBufInputArchive in) throws MalformedRecordException {
        return new WriteRequest.Check(path(in), in.readInt("version"));
    }

    static ReadRequest.GetData getData(ByteBufInputArchive in) throws MalformedRecordException {
        return new ReadRequest.GetData(path(in), in.readBool("watch"));
    }

    static ReadRequest.GetChildren getChildren(ByteBufInputArchive in) throws MalformedRecordException {
        return new ReadRequest.GetChildren(path(in), in.readBool("watch"));
    }

    private static WriteRequest.Reconfig reconfig(ByteBufInputArchive in) throws MalformedRecordException {
        return new WriteRequest.Reconfig(
                in.readString("joiningServers"),
                in.readString("leavingServers"),
                in.readString("newMembers"),
                in.readLong("curConfigId"));
    }

    private static WatchRequest.SetWatches setWatches(ByteBufInputArchive in) throws MalformedRecordException {
        return new WatchRequest.SetWatches(
                in.readLong("relativeZxid"),
                WireFields.readStrings(in, "dataWatches"),
                WireFields.readStrings(in, "existWatches"),
                WireFields.readStrings(in, "childWatches"));
    }

    private static WatchRequest.SetWatches2 setWatches2(ByteBufInputArchive in) throws MalformedRecordException {
        return new WatchRequest.SetWatches2(
                in.readLong("relativeZxid"),
                WireFields.readStrings(in, "dataWatches"),
                WireFields.readStrings(in, "existWatches"),
                WireFields.readStrings(in, "childWatches"),
                WireFields.readStrings(in, "persistentWatches"),
                WireFields.readStrings(in, "persistentRecursiveWatches"));
    }

    private static @Nullable String path(ByteBufInputArchive in) throws MalformedRecordException {
        return in.readString("path");
    }
}
