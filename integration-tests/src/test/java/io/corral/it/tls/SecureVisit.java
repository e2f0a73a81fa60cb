package io.corral.it.tls;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One connection with TLS that opens a session and asks who it is. Written out, so that it is tried once and not again. */
final class SecureVisit {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int CONNECT_BYTES = 44;
    private static final int SESSION_MILLIS = 10_000;
    private static final int PASSWORD_BYTES = 16;
    private static final int WHO_AM_I = 107;
    private static final int REPLY_HEADER_BYTES = 16;

    private SecureVisit() {}

    /** What became of the connection: {@code turned away}, or the identities that the server sees, sorted. */
    static String to(int port, SSLContext context) {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            connect(out);
            in.skipNBytes(in.readInt());
            out.writeInt(8);
            out.writeInt(1);
            out.writeInt(WHO_AM_I);
            out.flush();
            in.readInt();
            in.skipNBytes(REPLY_HEADER_BYTES);
            return identities(in);
        } catch (IOException e) {
            return "turned away";
        }
    }

    private static void connect(DataOutputStream out) throws IOException {
        out.writeInt(CONNECT_BYTES);
        out.writeInt(0);
        out.writeLong(0);
        out.writeInt(SESSION_MILLIS);
        out.writeLong(0);
        out.writeInt(PASSWORD_BYTES);
        out.write(new byte[PASSWORD_BYTES]);
        out.flush();
    }

    private static String identities(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(text(in) + ":" + text(in));
        }
        Collections.sort(all);
        return all.toString();
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
