package io.corral.it.recording;

import io.corral.it.rawclient.RawConnection;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Stands between clients and one server and writes down every frame. One request at a time is under way, over all connections:
 * the next is passed on when the one before is answered. So what each connection is told depends on the recorded order alone.
 */
final class RecordingProxy implements AutoCloseable {
    private static final int EVENT_XID = -1;

    private final InetSocketAddress server;
    private final ServerSocket listener;
    private final Semaphore turn = new Semaphore(1, true);
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();

    /** Starts to accept connections on a free port. */
    RecordingProxy(InetSocketAddress server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        daemon("recording-accept", this::accept);
    }

    /** Where clients connect. */
    String connectString() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** Breaks all connections, as a failing network does; clients can connect anew. */
    void breakConnections() {
        List<Line> open;
        synchronized (lines) {
            open = List.copyOf(lines);
            lines.clear();
        }
        open.forEach(line -> line.end(new Piece.Left(line.number)));
    }

    /** What has been said so far. */
    List<Piece> recording() {
        synchronized (pieces) {
            return List.copyOf(pieces);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        breakConnections();
    }

    private void accept() {
        try {
            for (int number = 0; ; number++) {
                Line line = new Line(number, listener.accept(), new Socket(server.getAddress(), server.getPort()));
                synchronized (lines) {
                    lines.add(line);
                }
                daemon("recording-client-" + number, line::passOnRequests);
                daemon("recording-server-" + number, line::passOnAnswers);
            }
        } catch (SocketException closed) {
            // The end of the recording.
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void add(Piece piece) {
        synchronized (pieces) {
            pieces.add(piece);
        }
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection on both sides of the proxy. */
    private final class Line {
        private final int number;
        private final Socket client;
        private final Socket server;
        private boolean greeted;
        private boolean ended;
        private boolean awaitsAnswer;

        Line(int number, Socket client, Socket server) throws IOException {
            this.number = number;
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        void passOnRequests() {
            try {
                DataInputStream in = new DataInputStream(client.getInputStream());
                for (byte[] frame = read(in); frame != null; frame = read(in)) {
                    turn.acquireUninterruptibly();
                    if (!asks(frame)) {
                        turn.release();
                        return;
                    }
                    server.getOutputStream().write(RawConnection.framed(frame));
                }
            } catch (IOException broken) {
                // The other direction notices too.
            }
            end(new Piece.Left(number));
        }

        void passOnAnswers() {
            try {
                DataInputStream in = new DataInputStream(server.getInputStream());
                for (byte[] frame = read(in); frame != null; frame = read(in)) {
                    answers(frame);
                    client.getOutputStream().write(RawConnection.framed(frame));
                }
            } catch (IOException broken) {
                // The other direction notices too.
            }
            end(new Piece.Dismissed(number));
        }

        private synchronized boolean asks(byte[] frame) {
            if (ended) {
                return false;
            }
            add(new Piece.Asked(number, frame));
            awaitsAnswer = true;
            return true;
        }

        private synchronized void answers(byte[] frame) {
            if (ended) {
                return;
            }
            add(new Piece.Answered(number, frame));
            boolean event = greeted && ByteBuffer.wrap(frame).getInt() == EVENT_XID;
            greeted = true;
            if (!event) {
                freeTurn();
            }
        }

        private synchronized void end(Piece how) {
            if (!ended) {
                ended = true;
                add(how);
                freeTurn();
                close();
            }
        }

        private void freeTurn() {
            if (awaitsAnswer) {
                awaitsAnswer = false;
                turn.release();
            }
        }

        private void close() {
            try {
                client.close();
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static byte @Nullable [] read(DataInputStream in) throws IOException {
            try {
                byte[] frame = new byte[in.readInt()];
                in.readFully(frame);
                return frame;
            } catch (EOFException | SocketException end) {
                return null;
            }
        }
    }
}
