package io.corral.it.badinput;

import io.corral.it.oracle.Subject;
import io.corral.it.rawclient.Jute;
import io.corral.it.rawclient.RawConnection;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.zookeeper.proto.ConnectResponse;

/** A connection that has not shaken hands. */
final class Stranger implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final RawConnection connection;

    private Stranger(RawConnection connection) {
        this.connection = connection;
    }

    static Stranger at(Subject subject) throws IOException {
        RawConnection connection = RawConnection.open(subject.server());
        connection.setSilenceMillis(PATIENCE_MILLIS);
        return new Stranger(connection);
    }

    Stranger says(byte[] bytes) throws IOException {
        connection.send(bytes);
        return this;
    }

    Stranger says(String text) throws IOException {
        return says(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A length that nothing has to follow. */
    Stranger announces(int length) throws IOException {
        return says(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    }

    /** A length and so many bytes behind it. */
    Stranger saysFrame(byte[] payload) throws IOException {
        connection.sendFrame(payload);
        return this;
    }

    Stranger finishes() throws IOException {
        connection.finishSending();
        return this;
    }

    /** Everything until the server closes, as text. */
    String hears() throws IOException {
        try {
            String text = connection.readTextToEnd();
            return text.isEmpty() ? "closed" : text.strip() + ", closed";
        } catch (SocketTimeoutException silence) {
            return "silence";
        }
    }

    /** The answer to a handshake and whether the connection stays. */
    String hearsHandshake() throws IOException {
        try {
            byte[] answer = connection.readFrame();
            if (answer == null) {
                return "closed";
            }
            ConnectResponse response =
                    new Jute(ByteBuffer.allocate(answer.length + 1).put(answer).array()).record(new ConnectResponse());
            boolean granted = response.getSessionId() != 0;
            return answer.length + " bytes, version " + response.getProtocolVersion() + ", "
                    + response.getTimeOut() + " ms, password of " + response.getPasswd().length + " bytes, "
                    + (granted ? "session granted" : "refused, " + hears());
        } catch (SocketTimeoutException silence) {
            return "silence";
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
