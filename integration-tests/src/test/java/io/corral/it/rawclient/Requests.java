package io.corral.it.rawclient;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.jute.Record;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.proto.AddWatchRequest;
import org.apache.zookeeper.proto.AuthPacket;
import org.apache.zookeeper.proto.CheckVersionRequest;
import org.apache.zookeeper.proto.CheckWatchesRequest;
import org.apache.zookeeper.proto.CreateRequest;
import org.apache.zookeeper.proto.CreateTTLRequest;
import org.apache.zookeeper.proto.DeleteRequest;
import org.apache.zookeeper.proto.ExistsRequest;
import org.apache.zookeeper.proto.GetACLRequest;
import org.apache.zookeeper.proto.GetAllChildrenNumberRequest;
import org.apache.zookeeper.proto.GetChildren2Request;
import org.apache.zookeeper.proto.GetChildrenRequest;
import org.apache.zookeeper.proto.GetDataRequest;
import org.apache.zookeeper.proto.GetEphemeralsRequest;
import org.apache.zookeeper.proto.GetSASLRequest;
import org.apache.zookeeper.proto.MultiHeader;
import org.apache.zookeeper.proto.ReconfigRequest;
import org.apache.zookeeper.proto.RemoveWatchesRequest;
import org.apache.zookeeper.proto.SetACLRequest;
import org.apache.zookeeper.proto.SetDataRequest;
import org.apache.zookeeper.proto.SetWatches;
import org.apache.zookeeper.proto.SetWatches2;
import org.apache.zookeeper.proto.SyncRequest;
import org.jspecify.annotations.Nullable;

/** Makes requests; nothing is checked, so that wrong ones can be made too. */
public final class Requests {
    private Requests() {}

    /** create, create2 or createContainer, by {@code opcode}. */
    public static Request create(int opcode, String path, byte @Nullable [] data, @Nullable List<ACL> acl, int flags) {
        String name = switch (opcode) {
            case Opcode.CREATE2 -> "create2";
            case Opcode.CREATE_CONTAINER -> "createContainer";
            default -> "create";
        };
        return new Request(
                opcode,
                Jute.bytes(new CreateRequest(path, data, acl, flags)),
                name + " " + path + " flags=" + flags + " data=" + shown(data) + " acl=" + shown(acl));
    }

    public static Request createTtl(
            String path, byte @Nullable [] data, @Nullable List<ACL> acl, int flags, long ttlMillis) {
        return of(
                Opcode.CREATE_TTL,
                new CreateTTLRequest(path, data, acl, flags, ttlMillis),
                "createTTL " + path + " flags=" + flags + " ttl=" + ttlMillis + " data=" + shown(data) + " acl="
                        + shown(acl));
    }

    public static Request delete(String path, int version) {
        return of(Opcode.DELETE, new DeleteRequest(path, version), "delete " + path + " v" + version);
    }

    public static Request exists(String path, boolean watch) {
        return of(Opcode.EXISTS, new ExistsRequest(path, watch), "exists " + path + watched(watch));
    }

    public static Request getData(String path, boolean watch) {
        return of(Opcode.GET_DATA, new GetDataRequest(path, watch), "getData " + path + watched(watch));
    }

    public static Request setData(String path, byte @Nullable [] data, int version) {
        return of(
                Opcode.SET_DATA,
                new SetDataRequest(path, data, version),
                "setData " + path + " v" + version + " data=" + shown(data));
    }

    public static Request getAcl(String path) {
        return of(Opcode.GET_ACL, new GetACLRequest(path), "getACL " + path);
    }

    public static Request setAcl(String path, @Nullable List<ACL> acl, int version) {
        return of(
                Opcode.SET_ACL,
                new SetACLRequest(path, acl, version),
                "setACL " + path + " v" + version + " " + shown(acl));
    }

    public static Request getChildren(String path, boolean watch) {
        return of(Opcode.GET_CHILDREN, new GetChildrenRequest(path, watch), "getChildren " + path + watched(watch));
    }

    public static Request getChildren2(String path, boolean watch) {
        return of(Opcode.GET_CHILDREN2, new GetChildren2Request(path, watch), "getChildren2 " + path + watched(watch));
    }

    public static Request sync(@Nullable String path) {
        return of(Opcode.SYNC, new SyncRequest(path), "sync " + path);
    }

    public static Request ping() {
        return new Request(Opcode.PING, new byte[0], "ping");
    }

    public static Request check(String path, int version) {
        return of(Opcode.CHECK, new CheckVersionRequest(path, version), "check " + path + " v" + version);
    }

    /** multi or multiRead, by {@code opcode}. */
    public static Request multi(int opcode, List<Request> operations) {
        Bytes body = new Bytes();
        for (Request operation : operations) {
            body.add(Jute.bytes(new MultiHeader(operation.opcode(), false, -1))).add(operation.body());
        }
        body.add(Jute.bytes(new MultiHeader(-1, true, -1)));
        String name = opcode == Opcode.MULTI_READ ? "multiRead" : "multi";
        return new Request(opcode, body.toArray(), name + " " + operations);
    }

    public static Request auth(String scheme, String credentials) {
        byte[] data = credentials.getBytes(StandardCharsets.UTF_8);
        return of(Opcode.AUTH, new AuthPacket(0, scheme, data), "auth " + scheme + " " + credentials);
    }

    /** One token of a SASL exchange. */
    public static Request sasl(byte @Nullable [] token) {
        return of(Opcode.SASL, new GetSASLRequest(token), "sasl " + (token == null ? "null" : token.length + " bytes"));
    }

    public static Request setWatches(
            long relativeZxid, List<String> dataPaths, List<String> existPaths, List<String> childPaths) {
        return of(
                Opcode.SET_WATCHES,
                new SetWatches(relativeZxid, dataPaths, existPaths, childPaths),
                "setWatches data=" + dataPaths + " exist=" + existPaths + " child=" + childPaths);
    }

    public static Request setWatches2(
            long relativeZxid,
            List<String> dataPaths,
            List<String> existPaths,
            List<String> childPaths,
            List<String> persistentPaths,
            List<String> recursivePaths) {
        return of(
                Opcode.SET_WATCHES2,
                new SetWatches2(relativeZxid, dataPaths, existPaths, childPaths, persistentPaths, recursivePaths),
                "setWatches2 data=" + dataPaths + " exist=" + existPaths + " child=" + childPaths + " persistent="
                        + persistentPaths + " recursive=" + recursivePaths);
    }

    /** addWatch; mode 0 is persistent, 1 persistent and recursive. */
    public static Request addWatch(String path, int mode) {
        return of(Opcode.ADD_WATCH, new AddWatchRequest(path, mode), "addWatch " + path + " mode=" + mode);
    }

    public static Request removeWatches(String path, int type) {
        return of(
                Opcode.REMOVE_WATCHES, new RemoveWatchesRequest(path, type), "removeWatches " + path + " type=" + type);
    }

    public static Request checkWatches(String path, int type) {
        return of(Opcode.CHECK_WATCHES, new CheckWatchesRequest(path, type), "checkWatches " + path + " type=" + type);
    }

    public static Request getEphemerals(String prefix) {
        return of(Opcode.GET_EPHEMERALS, new GetEphemeralsRequest(prefix), "getEphemerals " + prefix);
    }

    public static Request getAllChildrenNumber(String path) {
        return of(
                Opcode.GET_ALL_CHILDREN_NUMBER, new GetAllChildrenNumberRequest(path), "getAllChildrenNumber " + path);
    }

    public static Request whoAmI() {
        return new Request(Opcode.WHO_AM_I, new byte[0], "whoAmI");
    }

    /** reconfig by lists of servers; null where nothing is asked. */
    public static Request reconfig(@Nullable String joining, @Nullable String leaving) {
        return of(
                Opcode.RECONFIG,
                new ReconfigRequest(joining, leaving, null, -1),
                "reconfig +" + joining + " -" + leaving);
    }

    public static Request closeSession() {
        return new Request(Opcode.CLOSE_SESSION, new byte[0], "closeSession");
    }

    /** Any opcode with any body. */
    public static Request odd(int opcode, byte[] body) {
        return new Request(opcode, body, "opcode " + opcode + " with " + body.length + " bytes");
    }

    private static Request of(int opcode, Record record, String text) {
        return new Request(opcode, Jute.bytes(record), text);
    }

    private static String watched(boolean watch) {
        return watch ? " +watch" : "";
    }

    private static String shown(byte @Nullable [] data) {
        if (data == null) {
            return "null";
        }
        return data.length > 20 ? data.length + " bytes" : '"' + new String(data, StandardCharsets.UTF_8) + '"';
    }

    private static String shown(@Nullable List<ACL> acl) {
        if (acl == null) {
            return "null";
        }
        StringBuilder text = new StringBuilder("[");
        for (ACL entry : acl) {
            text.append(text.length() > 1 ? ", " : "")
                    .append(
                            entry.getId() == null
                                    ? "no id"
                                    : entry.getId().getScheme() + ":"
                                            + entry.getId().getId())
                    .append(':')
                    .append(entry.getPerms());
        }
        return text.append(']').toString();
    }
}
