package io.corral.it.recording;

import io.corral.it.rawclient.Bytes;
import io.corral.it.rawclient.Jute;
import io.corral.it.rawclient.Opcode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jute.Record;
import org.apache.zookeeper.data.ClientInfo;
import org.apache.zookeeper.data.Stat;
import org.apache.zookeeper.proto.ConnectResponse;
import org.apache.zookeeper.proto.Create2Response;
import org.apache.zookeeper.proto.CreateResponse;
import org.apache.zookeeper.proto.ErrorResponse;
import org.apache.zookeeper.proto.ExistsResponse;
import org.apache.zookeeper.proto.GetACLResponse;
import org.apache.zookeeper.proto.GetChildren2Response;
import org.apache.zookeeper.proto.GetChildrenResponse;
import org.apache.zookeeper.proto.GetDataResponse;
import org.apache.zookeeper.proto.GetEphemeralsResponse;
import org.apache.zookeeper.proto.MultiHeader;
import org.apache.zookeeper.proto.ReplyHeader;
import org.apache.zookeeper.proto.SetACLResponse;
import org.apache.zookeeper.proto.SetDataResponse;
import org.apache.zookeeper.proto.WatcherEvent;
import org.apache.zookeeper.proto.WhoAmIResponse;

/**
 * Rewrites a server's frames with the same session ids, passwords, zxids and times for every server, and lists that have no order
 * in one order. All other bytes stay, and none is lost on the way: a frame that does not consist of the records that are expected
 * is left as it is.
 */
final class NeutralForm {
    private static final long FIRST_ZXID = 1_000_000;
    private static final long FIRST_SESSION = 2_000_000;
    private static final int LENGTH_WITHOUT_READ_ONLY = 36;

    private final Map<Long, Long> sessions = new HashMap<>();
    private long zxidBase;

    /** This server's zxid for a neutral one. */
    long zxid(long neutral) {
        return neutral > 0 && zxidBase > 0 ? neutral - FIRST_ZXID + zxidBase : neutral;
    }

    /** The neutral form of one of this server's zxids. */
    long neutralZxid(long zxid) {
        if (zxid > 0 && zxidBase == 0) {
            zxidBase = zxid;
        }
        return zxid > 0 ? zxid - zxidBase + FIRST_ZXID : zxid;
    }

    /** The answer to a handshake. */
    byte[] handshake(byte[] payload) throws IOException {
        boolean shortened = payload.length == LENGTH_WITHOUT_READ_ONLY;
        byte[] whole = shortened ? Arrays.copyOf(payload, payload.length + 1) : payload;
        ConnectResponse response = new Jute(whole).record(new ConnectResponse());
        if (!Arrays.equals(Jute.bytes(response), whole)) {
            return payload;
        }
        if (response.getSessionId() != 0) {
            response.setSessionId(session(response.getSessionId()));
            Arrays.fill(response.getPasswd(), (byte) 'p');
        }
        return Arrays.copyOf(Jute.bytes(response), payload.length);
    }

    byte[] event(byte[] payload) throws IOException {
        Jute jute = new Jute(payload);
        ReplyHeader header = jute.record(new ReplyHeader());
        WatcherEvent event = jute.record(new WatcherEvent());
        header.setZxid(neutralZxid(header.getZxid()));
        return new Bytes().add(Jute.bytes(header, event)).add(jute.rest()).toArray();
    }

    /** The reply to a request with {@code opcode}. */
    byte[] reply(int opcode, byte[] payload) throws IOException {
        Jute jute = new Jute(payload);
        ReplyHeader header = jute.record(new ReplyHeader());
        header.setZxid(neutralZxid(header.getZxid()));
        byte[] body = jute.rest();
        return new Bytes()
                .add(Jute.bytes(header))
                .add(header.getErr() == 0 ? body(opcode, body) : body)
                .toArray();
    }

    private byte[] body(int opcode, byte[] body) throws IOException {
        Jute jute = new Jute(body);
        Bytes original = new Bytes();
        Bytes neutral = new Bytes();
        if (opcode == Opcode.MULTI || opcode == Opcode.MULTI_READ) {
            MultiHeader header;
            do {
                header = jute.record(new MultiHeader());
                original.add(Jute.bytes(header));
                neutral.add(Jute.bytes(header));
                if (!header.getDone()) {
                    result(header.getType(), jute, original, neutral);
                }
            } while (!header.getDone());
        } else {
            result(opcode, jute, original, neutral);
        }
        byte[] rest = jute.rest();
        boolean understood = Arrays.equals(original.add(rest).toArray(), body);
        return understood ? neutral.add(rest).toArray() : body;
    }

    private void result(int opcode, Jute jute, Bytes original, Bytes neutral) throws IOException {
        switch (opcode) {
            case Opcode.DELETE, Opcode.CHECK -> {
                // They have no results, alone or in a multi.
            }
            case Opcode.CREATE -> copy(jute.record(new CreateResponse()), original, neutral);
            case Opcode.ERROR -> copy(jute.record(new ErrorResponse()), original, neutral);
            case Opcode.EXISTS -> {
                ExistsResponse response = jute.record(new ExistsResponse());
                rewrite(response, response.getStat(), original, neutral);
            }
            case Opcode.SET_DATA -> {
                SetDataResponse response = jute.record(new SetDataResponse());
                rewrite(response, response.getStat(), original, neutral);
            }
            case Opcode.SET_ACL -> {
                SetACLResponse response = jute.record(new SetACLResponse());
                rewrite(response, response.getStat(), original, neutral);
            }
            case Opcode.GET_ACL -> {
                GetACLResponse response = jute.record(new GetACLResponse());
                rewrite(response, response.getStat(), original, neutral);
            }
            case Opcode.GET_DATA -> {
                GetDataResponse response = jute.record(new GetDataResponse());
                rewrite(response, response.getStat(), original, neutral);
            }
            case Opcode.CREATE2, Opcode.CREATE_CONTAINER, Opcode.CREATE_TTL -> {
                Create2Response response = jute.record(new Create2Response());
                rewrite(response, response.getStat(), original, neutral);
            }
            default -> list(opcode, jute, original, neutral);
        }
    }

    private void list(int opcode, Jute jute, Bytes original, Bytes neutral) throws IOException {
        switch (opcode) {
            case Opcode.GET_CHILDREN -> {
                GetChildrenResponse response = jute.record(new GetChildrenResponse());
                original.add(Jute.bytes(response));
                Collections.sort(response.getChildren());
                neutral.add(Jute.bytes(response));
            }
            case Opcode.GET_CHILDREN2 -> {
                GetChildren2Response response = jute.record(new GetChildren2Response());
                original.add(Jute.bytes(response));
                Collections.sort(response.getChildren());
                neutralise(response.getStat());
                neutral.add(Jute.bytes(response));
            }
            case Opcode.GET_EPHEMERALS -> {
                GetEphemeralsResponse response = jute.record(new GetEphemeralsResponse());
                original.add(Jute.bytes(response));
                Collections.sort(response.getEphemerals());
                neutral.add(Jute.bytes(response));
            }
            case Opcode.WHO_AM_I -> {
                WhoAmIResponse response = jute.record(new WhoAmIResponse());
                original.add(Jute.bytes(response));
                List<ClientInfo> identities = response.getClientInfo();
                identities.sort(Comparator.comparing(ClientInfo::getAuthScheme).thenComparing(ClientInfo::getUser));
                neutral.add(Jute.bytes(response));
            }
            default -> {
                byte[] rest = jute.rest();
                original.add(rest);
                neutral.add(rest);
            }
        }
    }

    private static void copy(Record record, Bytes original, Bytes neutral) {
        original.add(Jute.bytes(record));
        neutral.add(Jute.bytes(record));
    }

    private void rewrite(Record response, Stat stat, Bytes original, Bytes neutral) {
        original.add(Jute.bytes(response));
        neutralise(stat);
        neutral.add(Jute.bytes(response));
    }

    private void neutralise(Stat stat) {
        stat.setCtime(neutralTime(stat.getCzxid(), stat.getCtime()));
        stat.setMtime(neutralTime(stat.getMzxid(), stat.getMtime()));
        stat.setCzxid(neutralZxid(stat.getCzxid()));
        stat.setMzxid(neutralZxid(stat.getMzxid()));
        stat.setPzxid(neutralZxid(stat.getPzxid()));
        stat.setEphemeralOwner(stat.getEphemeralOwner() == 0 ? 0 : session(stat.getEphemeralOwner()));
    }

    /** The nodes a server starts with have no times. */
    private static long neutralTime(long zxid, long millis) {
        return zxid > 0 && millis > 0 ? 1 : millis;
    }

    private long session(long id) {
        return sessions.computeIfAbsent(id, unused -> FIRST_SESSION + sessions.size());
    }
}
