package io.corral.it.oracle;

import io.corral.it.rawclient.Jute;
import io.corral.it.rawclient.Opcode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.ClientInfo;
import org.apache.zookeeper.proto.Create2Response;
import org.apache.zookeeper.proto.CreateResponse;
import org.apache.zookeeper.proto.ErrorResponse;
import org.apache.zookeeper.proto.ExistsResponse;
import org.apache.zookeeper.proto.GetACLResponse;
import org.apache.zookeeper.proto.GetAllChildrenNumberResponse;
import org.apache.zookeeper.proto.GetChildren2Response;
import org.apache.zookeeper.proto.GetChildrenResponse;
import org.apache.zookeeper.proto.GetDataResponse;
import org.apache.zookeeper.proto.GetEphemeralsResponse;
import org.apache.zookeeper.proto.MultiHeader;
import org.apache.zookeeper.proto.SetACLResponse;
import org.apache.zookeeper.proto.SetDataResponse;
import org.apache.zookeeper.proto.SetSASLResponse;
import org.apache.zookeeper.proto.SyncResponse;
import org.apache.zookeeper.proto.WhoAmIResponse;

/** Writes reply bodies out in full, every field of them. */
final class BodyText {
    private static final int SHOWN_BYTES = 24;

    private final Names names;

    BodyText(Names names) {
        this.names = names;
    }

    /** The body of a successful reply to {@code opcode}; left-over bytes are shown, they are never right. */
    String success(int opcode, byte[] body) {
        Jute jute = new Jute(body);
        try {
            return result(opcode, jute) + leftOver(jute);
        } catch (IOException | RuntimeException tooShort) {
            return "undecodable body " + HexFormat.of().formatHex(body);
        }
    }

    /** The body of a reply that carries an error; normally there is none, but a multiRead ends with the results so far. */
    String failure(int opcode, byte[] body) {
        if (body.length == 0) {
            return "";
        }
        return opcode == Opcode.MULTI_READ
                ? success(opcode, body)
                : " body " + HexFormat.of().formatHex(body);
    }

    private String result(int opcode, Jute jute) throws IOException {
        return switch (opcode) {
            case Opcode.CREATE -> jute.record(new CreateResponse()).getPath();
            case Opcode.CREATE2, Opcode.CREATE_CONTAINER, Opcode.CREATE_TTL ->
                created(jute.record(new Create2Response()));
            case Opcode.EXISTS -> names.stat(jute.record(new ExistsResponse()).getStat());
            case Opcode.SET_DATA ->
                names.stat(jute.record(new SetDataResponse()).getStat());
            case Opcode.SET_ACL -> names.stat(jute.record(new SetACLResponse()).getStat());
            case Opcode.GET_DATA -> data(jute.record(new GetDataResponse()));
            case Opcode.GET_ACL -> acl(jute.record(new GetACLResponse()));
            case Opcode.GET_CHILDREN ->
                children(jute.record(new GetChildrenResponse()).getChildren());
            case Opcode.GET_CHILDREN2 -> children(jute.record(new GetChildren2Response()));
            case Opcode.GET_EPHEMERALS ->
                children(jute.record(new GetEphemeralsResponse()).getEphemerals());
            case Opcode.GET_ALL_CHILDREN_NUMBER ->
                String.valueOf(jute.record(new GetAllChildrenNumberResponse()).getTotalNumber());
            case Opcode.WHO_AM_I -> identities(jute.record(new WhoAmIResponse()).getClientInfo());
            case Opcode.SASL -> data(jute.record(new SetSASLResponse()).getToken());
            case Opcode.SYNC -> String.valueOf(jute.record(new SyncResponse()).getPath());
            case Opcode.MULTI, Opcode.MULTI_READ -> multi(jute);
            case Opcode.ERROR, Opcode.ADD_WATCH ->
                "error " + jute.record(new ErrorResponse()).getErr();
            default -> "";
        };
    }

    private String multi(Jute jute) throws IOException {
        List<String> results = new ArrayList<>();
        MultiHeader header = jute.record(new MultiHeader());
        while (!header.getDone()) {
            results.add(header.getType() + "/" + header.getErr() + " " + result(header.getType(), jute));
            header = jute.record(new MultiHeader());
        }
        results.add("end " + header.getType() + "/" + header.getErr());
        return results.toString();
    }

    /** The identities of a connection are a set. */
    private static String identities(List<ClientInfo> identities) {
        return children(identities.stream()
                .map(identity -> identity.getAuthScheme() + ":" + identity.getUser())
                .toList());
    }

    private String created(Create2Response response) {
        return response.getPath() + " " + names.stat(response.getStat());
    }

    private String data(GetDataResponse response) {
        return data(response.getData()) + " " + names.stat(response.getStat());
    }

    private String children(GetChildren2Response response) {
        return children(response.getChildren()) + " " + names.stat(response.getStat());
    }

    /** Children have no order. */
    private static String children(List<String> children) {
        if (children == null) {
            return "null";
        }
        List<String> sorted = new ArrayList<>(children);
        Collections.sort(sorted);
        return sorted.toString();
    }

    private static String data(byte[] data) {
        if (data == null) {
            return "null";
        }
        if (data.length > SHOWN_BYTES) {
            CRC32 crc = new CRC32();
            crc.update(data);
            return data.length + " bytes, crc " + Long.toHexString(crc.getValue());
        }
        return '"' + new String(data, StandardCharsets.UTF_8) + '"';
    }

    private String acl(GetACLResponse response) {
        return acl(response.getAcl()) + " " + names.stat(response.getStat());
    }

    /** Neighbouring digest entries are sorted: "auth" expands a set of identities, which has no order. */
    private static String acl(List<ACL> entries) {
        if (entries == null) {
            return "null";
        }
        List<String> shown = new ArrayList<>();
        int run = 0;
        for (ACL entry : entries) {
            boolean digest = entry.getId().getScheme().equals("digest");
            shown.add(entry.getId().getScheme() + ":" + entry.getId().getId() + ":" + entry.getPerms());
            run = digest ? run + 1 : 0;
            Collections.sort(shown.subList(shown.size() - run, shown.size()));
        }
        return shown.toString();
    }

    private static String leftOver(Jute jute) {
        byte[] rest = jute.rest();
        return rest.length == 0 ? "" : " and " + rest.length + " bytes too many";
    }
}
