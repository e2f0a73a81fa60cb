package io.corral.server.replication;

import io.corral.tree.codec.CommandEncoder;
import io.corral.tree.command.DropCopy;
import io.corral.tree.command.RestoreTree;
import io.corral.tree.command.StageCopy;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Brings a copy of a state into the log, a few pieces at a time, and then puts it in place. What gets lost on the way, as when the
 * leader changes, is sent again. Blocks the one thread that uses it. A delivery that is closed before its end leaves all as it was.
 */
public final class CopyDelivery implements AutoCloseable {
    private static final int PIECES_ON_THE_WAY = 4;

    /** Sent again, they and one more piece have to fit into what waits for the leader. */
    private static final int BYTES_ON_THE_WAY = 8 << 20;

    private static final long RESEND_MILLIS = 1000;
    private static final int SILENT_ROUNDS_MAX = 30;

    private final ReplicationLink link;
    private final Replacements replacements;
    private final long number;
    private final long resendMillis;
    private final Replacements.Watch progress;
    private final Queue<byte[]> onTheWay = new ArrayDeque<>();
    private long bytesOnTheWay;
    private int sent;
    private boolean over;

    /**
     * @param link the way into the log
     * @param replacements tells what this server has executed
     * @param number tells this copy from all others; not 0
     */
    public CopyDelivery(ReplicationLink link, Replacements replacements, long number) {
        this(link, replacements, number, RESEND_MILLIS);
    }

    /** The same with another time of silence after which what is on the way is sent again. */
    CopyDelivery(ReplicationLink link, Replacements replacements, long number, long resendMillis) {
        this.resendMillis = resendMillis;
        this.link = link;
        this.replacements = replacements;
        this.number = number;
        this.progress = replacements.expect(number);
    }

    /**
     * Sends the next piece; waits while too many are on their way.
     *
     * @param piece see {@link io.corral.tree.codec.CopyPiece}
     * @throws IOException when pieces are not taken; the message says why
     */
    public void send(byte[] piece) throws IOException {
        put(CommandEncoder.encode(new StageCopy(number, sent, piece)));
        sent++;
        while (onTheWay.size() >= PIECES_ON_THE_WAY || bytesOnTheWay > BYTES_ON_THE_WAY) {
            heed(await());
        }
    }

    /**
     * Waits until all pieces are there and puts the copy in place of the state.
     *
     * @param zxid last transaction id in the copy
     * @return last transaction id of the state afterwards
     * @throws IOException when it is not known that this has happened; the message says more
     */
    public long finish(long zxid) throws IOException {
        while (!onTheWay.isEmpty()) {
            heed(await());
        }
        put(CommandEncoder.encode(new RestoreTree(number, sent, zxid)));
        over = true;
        CopyProgress last = await();
        while (!last.isDone()) {
            if (last.isLost()) {
                throw new IOException(
                        "another copy came in between; it is not known whether this one was put in place first");
            }
            last = await();
        }
        return last.zxid();
    }

    private void put(byte[] command) {
        onTheWay.add(command);
        bytesOnTheWay += command.length;
        link.submit(List.of(command));
    }

    private void heed(CopyProgress reached) throws IOException {
        if (reached.isLost()) {
            throw new IOException("the copy was given up: another one came in between, or it makes no tree");
        }
        removeTaken(reached.pieces());
    }

    /** As much of it has come as this server knows now. */
    private void heedWhatIsTold() {
        for (CopyProgress next = progress.poll(); next != null; next = progress.poll()) {
            if (!next.isLost()) {
                removeTaken(next.pieces());
            }
        }
    }

    private void removeTaken(int pieces) {
        while (onTheWay.size() > sent - pieces) {
            bytesOnTheWay -= onTheWay.remove().length;
        }
    }

    private CopyProgress await() throws IOException {
        try {
            for (int round = 0; round < SILENT_ROUNDS_MAX; round++) {
                @Nullable CopyProgress next = progress.next(resendMillis);
                if (next != null) {
                    return next;
                }
                onTheWay.forEach(command -> link.submit(List.of(command)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server stops", e);
        }
        throw new IOException(
                over
                        ? "no majority answered in time; it is not known whether the copy will be put in place"
                        : "no majority took the copy in time; all stays as it was");
    }

    @Override
    public void close() {
        replacements.forget(number);
        if (!over) {
            heedWhatIsTold();
            link.submit(List.of(CommandEncoder.encode(new DropCopy(number, sent - onTheWay.size()))));
        }
    }
}
