package io.corral.bench.front;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes commands from connections, hands all that have gathered to the engine at once, and writes the answers: one thread, the
 * one that calls {@link #run()}.
 */
public final class FrontEnd {
    private static final int TOKEN_SHIFT = 48;

    private final Engine engine;
    private final Selector selector;
    private final Queue<FrontConnection> withAnswers = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final List<Append> gathered = new ArrayList<>();
    private long lastToken;

    private FrontEnd(int nodeId, Engine engine, Selector selector) {
        this.engine = engine;
        this.selector = selector;
        this.lastToken = (long) nodeId << TOKEN_SHIFT;
    }

    /** Listens on the loopback address. */
    public static FrontEnd listen(int nodeId, int port, Engine engine) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT, server);
        return new FrontEnd(nodeId, engine, selector);
    }

    /** Serves for as long as the process lives. */
    public void run() throws IOException {
        while (true) {
            asleep.set(true);
            if (withAnswers.isEmpty()) {
                selector.select();
            } else {
                selector.selectNow();
            }
            asleep.set(false);
            for (SelectionKey key : selector.selectedKeys()) {
                serve(key);
            }
            selector.selectedKeys().clear();
            if (!gathered.isEmpty()) {
                engine.append(List.copyOf(gathered));
                gathered.clear();
            }
            writeAnswers();
        }
    }

    private void serve(SelectionKey key) throws IOException {
        if (key.isAcceptable()) {
            accept((ServerSocketChannel) key.attachment());
            return;
        }
        FrontConnection connection = (FrontConnection) key.attachment();
        try {
            connection.serve();
        } catch (IOException gone) {
            connection.close();
        }
    }

    private void accept(ServerSocketChannel server) throws IOException {
        SocketChannel channel = server.accept();
        if (channel != null) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            key.attach(new FrontConnection(this, channel, key));
        }
    }

    private void writeAnswers() throws IOException {
        for (FrontConnection next = withAnswers.poll(); next != null; next = withAnswers.poll()) {
            try {
                next.writeAnswers();
            } catch (IOException gone) {
                next.close();
            }
        }
    }

    /** A request that has come in; on the front end's thread. */
    void gather(FrontConnection connection, long requestId, byte[] command) {
        if (command.length == 0) {
            int status = engine.leads() ? Protocol.EXECUTED : Protocol.REFUSED;
            connection.answer(new Answer(requestId, status, engine.applied()));
            return;
        }
        long token = ++lastToken;
        for (int i = 0; i < Long.BYTES; i++) {
            command[i] = (byte) (token >>> (Long.SIZE - Byte.SIZE * (i + 1)));
        }
        gathered.add(new Append(connection, requestId, token, command));
    }

    /** The connection has answers to write. Any thread. */
    void hasAnswers(FrontConnection connection) {
        withAnswers.add(connection);
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            selector.wakeup();
        }
    }
}
