package io.corral.it.recording;

import io.corral.it.rawclient.Bytes;
import io.corral.it.rawclient.Jute;
import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.RawConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.zookeeper.proto.ConnectRequest;
import org.apache.zookeeper.proto.ConnectResponse;
import org.jspecify.annotations.Nullable;

/**
 * Plays a recording to a server: sends what the clients sent, in the recorded order, and hears as many frames as they heard.
 * Only what the recording's server had given away is exchanged: session ids, passwords and zxids.
 */
final class Replay implements Piece.Visitor {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int EVENT_XID = -1;
    private static final int NEW_SESSION = 0;
    private static final int HEADER_BYTES = 8;

    private final InetSocketAddress server;
    private final NeutralForm recordedForm = new NeutralForm();
    private final NeutralForm playedForm = new NeutralForm();
    private final Map<Integer, Line> lines = new HashMap<>();
    private final Map<Long, Granted> granted = new HashMap<>();
    private final List<String> expected = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();

    /**
     * What was said in both plays.
     *
     * @param expected what the recording's server said
     * @param heard what this one said
     */
    record Outcome(List<String> expected, List<String> heard) {}

    private record Granted(long sessionId, byte[] password) {}

    /** A connection with the operations whose answers are still to come. */
    private record Line(RawConnection connection, Deque<Integer> awaited, List<Integer> asked) {}

    private Replay(InetSocketAddress server) {
        this.server = server;
    }

    /** Plays all of it. */
    static Outcome of(List<Piece> recording, InetSocketAddress server) throws IOException {
        Replay replay = new Replay(server);
        try {
            for (Piece piece : recording) {
                piece.accept(replay);
            }
            return new Outcome(replay.expected, replay.heard);
        } finally {
            for (Line line : replay.lines.values()) {
                line.connection().close();
            }
        }
    }

    @Override
    public void asked(int connection, byte[] payload) throws IOException {
        Line known = lines.get(connection);
        if (known == null) {
            Line line = new Line(RawConnection.open(server), new ArrayDeque<>(), new ArrayList<>());
            line.connection().setSilenceMillis(PATIENCE_MILLIS);
            lines.put(connection, line);
            line.awaited().add(Opcode.CREATE_SESSION);
            line.connection().sendFrame(translatedHandshake(payload));
            return;
        }
        int opcode = ByteBuffer.wrap(payload).getInt(Integer.BYTES);
        known.awaited().add(opcode);
        known.asked().add(opcode);
        known.connection().sendFrame(translated(opcode, payload));
    }

    @Override
    public void answered(int connection, byte[] recorded) throws IOException {
        Line line = line(connection);
        byte[] frame = frame(line);
        boolean greeting = line.awaited().contains(Opcode.CREATE_SESSION);
        boolean event = !greeting && ByteBuffer.wrap(recorded).getInt() == EVENT_XID;
        int opcode = event ? EVENT_XID : line.awaited().remove();
        String what = "connection " + connection + ", "
                + (event ? "event " : greeting ? "greeting " : "reply to operation " + opcode + " ");
        if (greeting && frame != null) {
            remember(recorded, frame);
        }
        expected.add(what + text(recordedForm, greeting, event, opcode, recorded));
        heard.add(what + (frame == null ? "none" : text(playedForm, greeting, event, opcode, frame)));
    }

    @Override
    public void left(int connection) throws IOException {
        if (line(connection).asked().contains(Opcode.CLOSE_SESSION)) {
            dismissed(connection);
        } else {
            line(connection).connection().close();
        }
    }

    @Override
    public void dismissed(int connection) throws IOException {
        expected.add("connection " + connection + " closed");
        heard.add("connection " + connection + (frame(line(connection)) == null ? " closed" : " talks on"));
        line(connection).connection().close();
    }

    private Line line(int connection) {
        Line line = lines.get(connection);
        if (line == null) {
            throw new IllegalStateException("nothing was asked before on connection " + connection);
        }
        return line;
    }

    private static byte @Nullable [] frame(Line line) throws IOException {
        try {
            return line.connection().readFrame();
        } catch (SocketTimeoutException silence) {
            return new byte[0];
        }
    }

    private static String text(NeutralForm form, boolean greeting, boolean event, int opcode, byte[] frame) {
        try {
            byte[] neutral = greeting ? form.handshake(frame) : event ? form.event(frame) : form.reply(opcode, frame);
            return HexFormat.of().formatHex(neutral);
        } catch (IOException | RuntimeException undecodable) {
            return "undecodable " + HexFormat.of().formatHex(frame);
        }
    }

    private void remember(byte[] recorded, byte[] played) throws IOException {
        ConnectResponse there = new Jute(recorded).record(new ConnectResponse());
        ConnectResponse here = new Jute(played).record(new ConnectResponse());
        granted.put(there.getSessionId(), new Granted(here.getSessionId(), here.getPasswd()));
    }

    private byte[] translatedHandshake(byte[] payload) throws IOException {
        Jute jute = new Jute(payload);
        ConnectRequest request = jute.record(new ConnectRequest());
        Granted session = granted.get(request.getSessionId());
        if (request.getSessionId() != NEW_SESSION && session != null) {
            request.setSessionId(session.sessionId());
            request.setPasswd(session.password());
        }
        request.setLastZxidSeen(translated(request.getLastZxidSeen()));
        return new Bytes().add(Jute.bytes(request)).add(jute.rest()).toArray();
    }

    private byte[] translated(int opcode, byte[] payload) throws IOException {
        if (opcode != Opcode.SET_WATCHES && opcode != Opcode.SET_WATCHES2) {
            return payload;
        }
        byte[] copy = payload.clone();
        ByteBuffer buffer = ByteBuffer.wrap(copy);
        buffer.putLong(HEADER_BYTES, translated(buffer.getLong(HEADER_BYTES)));
        return copy;
    }

    private long translated(long recordedZxid) {
        return recordedZxid <= 0 ? recordedZxid : playedForm.zxid(recordedForm.neutralZxid(recordedZxid));
    }
}
