package io.corral.it.rawclient;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection carrying length-prefixed frames, or whatever a test wants to send. Used by one thread at a time.
 */
public final class RawConnection implements AutoCloseable {
    /** How long a read waits before the server counts as silent; long enough for a machine under load. */
    public static final int SILENCE_MILLIS = 30_000;

    private static final int LARGEST_FRAME = 64 * 1024 * 1024;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 8192));
        this.out = socket.getOutputStream();
    }

    /** Opens a connection; nothing is sent yet. */
    public static RawConnection open(InetSocketAddress server) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(SILENCE_MILLIS);
        // Without a limit of time: a timed connect polls, and fails when the server has closed again by then.
        socket.connect(server);
        return new RawConnection(socket);
    }

    /** Sends bytes as they are, without a length in front. A connection that the peer has closed swallows them. */
    public void send(byte[] bytes) throws IOException {
        try {
            out.write(bytes);
            out.flush();
        } catch (SocketException closedByPeer) {
            // The reader reports the end of the connection, in order with what arrived before it.
        }
    }

    /** Sends bytes behind their length. */
    public void sendFrame(byte[] payload) throws IOException {
        send(framed(payload));
    }

    /** The payload behind its four-byte length. */
    public static byte[] framed(byte[] payload) {
        return ByteBuffer.allocate(Integer.BYTES + payload.length)
                .putInt(payload.length)
                .put(payload)
                .array();
    }

    /**
     * The next frame's payload, or null when the server has closed the connection.
     *
     * @throws java.net.SocketTimeoutException when the server neither sends nor closes for {@link #SILENCE_MILLIS}
     */
    public byte @Nullable [] readFrame() throws IOException {
        try {
            int length = in.readInt();
            if (length < 0 || length > LARGEST_FRAME) {
                throw new IOException("the server announced a frame of " + length + " bytes");
            }
            byte[] payload = new byte[length];
            in.readFully(payload);
            return payload;
        } catch (EOFException | SocketException closedByPeer) {
            return null;
        }
    }

    /** Everything the server sends until it closes, as text: the answer to a four letter word. */
    public String readTextToEnd() throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] chunk = new byte[4096];
        try {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                text.append(new String(chunk, 0, n, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketException reset) {
            // A reset ends the answer as a close does: the server may hold bytes it has not read.
        }
        return text.toString();
    }

    /** Says that nothing more will be sent, while answers can still be read. */
    public void finishSending() throws IOException {
        socket.shutdownOutput();
    }

    /** Shortens or lengthens the wait after which a read fails. */
    public void setSilenceMillis(int millis) throws SocketException {
        socket.setSoTimeout(millis);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
