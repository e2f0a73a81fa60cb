package io.corral.it.oracle;

import io.corral.it.rawclient.Bytes;
import io.corral.it.rawclient.Jute;
import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.zookeeper.proto.CreateTTLRequest;

/** Damages requests where their structure feels it: at lengths, counts, flags and ends. */
final class Damage {
    private static final List<Integer> HOSTILE = List.of(
            -1, -1, -2, 0, 1, 2, 3, 7, 255, 65_536, 1_000_000, 16_777_216, Integer.MIN_VALUE, Integer.MAX_VALUE);
    /** What an int of a record looks like: a length, a count, flags, a version. */
    private static final int LARGEST_LIKELY_FIELD = 300;
    /** Without those that end the session or the connection, and the internal ones that Corral refuses. */
    private static final List<Integer> OPCODES = List.of(
            Opcode.CREATE,
            Opcode.DELETE,
            Opcode.EXISTS,
            Opcode.GET_DATA,
            Opcode.SET_DATA,
            Opcode.GET_ACL,
            Opcode.SET_ACL,
            Opcode.GET_CHILDREN,
            Opcode.SYNC,
            Opcode.PING,
            Opcode.GET_CHILDREN2,
            Opcode.MULTI,
            Opcode.CREATE2,
            Opcode.RECONFIG,
            Opcode.CHECK_WATCHES,
            Opcode.REMOVE_WATCHES,
            Opcode.CREATE_CONTAINER,
            Opcode.CREATE_TTL,
            Opcode.MULTI_READ,
            Opcode.SET_WATCHES,
            Opcode.GET_EPHEMERALS,
            Opcode.GET_ALL_CHILDREN_NUMBER,
            Opcode.SET_WATCHES2,
            Opcode.ADD_WATCH,
            Opcode.WHO_AM_I);

    private static final Set<Integer> WITH_ACL = Set.of(
            Opcode.CREATE, Opcode.CREATE2, Opcode.CREATE_CONTAINER, Opcode.CREATE_TTL, Opcode.SET_ACL, Opcode.MULTI);
    private static final int LONGEST_TAIL = 12;
    private static final int TTL = 5;
    private static final int TTL_SEQUENTIAL = 6;

    private final Dice dice;

    Damage(Dice dice) {
        this.dice = dice;
    }

    /** A damaged copy, or the request itself where the damage would end a ZooKeeper server. */
    Request to(Request whole) {
        Request damaged = damaged(whole);
        return isDeadly(damaged) ? whole : damaged;
    }

    private Request damaged(Request whole) {
        byte[] body = whole.body();
        int point = dice.below(100);
        if (point < 30) {
            return changed(whole, Arrays.copyOf(body, dice.below(body.length + 1)), "cut");
        }
        if (point < 70) {
            return changed(whole, withHostileField(whole.opcode(), body), "field changed");
        }
        if (point < 80) {
            return changed(whole, withChangedByte(body), "byte changed");
        }
        if (point < 88) {
            byte[] tail = new byte[1 + dice.below(LONGEST_TAIL)];
            Arrays.fill(tail, (byte) dice.below(256));
            return changed(whole, new Bytes().add(body).add(tail).toArray(), "longer");
        }
        Request other = Requests.odd(dice.oneOf(OPCODES), body);
        return changed(other, body, "in truth " + whole);
    }

    private static Request changed(Request request, byte[] body, String how) {
        return new Request(request.opcode(), body, request + " (" + how + ", " + body.length + " bytes)");
    }

    private byte[] withHostileField(int opcode, byte[] body) {
        ByteBuffer copy = ByteBuffer.wrap(body.clone());
        List<Integer> fields = new ArrayList<>();
        for (int at = 0; at + Integer.BYTES <= body.length; at++) {
            int value = copy.getInt(at);
            if (value >= -1 && value <= LARGEST_LIKELY_FIELD) {
                fields.add(at);
            }
        }
        if (!fields.isEmpty()) {
            int hostile = dice.oneOf(HOSTILE);
            // A text that becomes null may be the id in an ACL, where the servers differ, and are meant to.
            copy.putInt(dice.oneOf(fields), hostile == -1 && WITH_ACL.contains(opcode) ? 1 : hostile);
        }
        return copy.array();
    }

    private byte[] withChangedByte(byte[] body) {
        byte[] copy = body.clone();
        if (copy.length > 0) {
            copy[dice.below(copy.length)] = (byte) dice.below(256);
        }
        return copy;
    }

    /** createTTL with flags of another kind and without a time passes all of ZooKeeper's checks and then ends the server. */
    private static boolean isDeadly(Request request) {
        if (request.opcode() != Opcode.CREATE_TTL) {
            return false;
        }
        try {
            CreateTTLRequest create = new Jute(request.body()).record(new CreateTTLRequest());
            return create.getFlags() != TTL && create.getFlags() != TTL_SEQUENTIAL;
        } catch (IOException | RuntimeException unreadable) {
            return false;
        }
    }
}
