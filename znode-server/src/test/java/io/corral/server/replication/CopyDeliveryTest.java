package io.corral.server.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import io.corral.server.view.BatchFeed;
import io.corral.server.view.PublishedBatch;
import io.corral.tree.TreeRules;
import io.corral.tree.TreeState;
import io.corral.tree.ZnodeBuilder;
import io.corral.tree.acl.AclList;
import io.corral.tree.codec.CommandEncoder;
import io.corral.tree.codec.CopyPieceWriter;
import io.corral.tree.codec.EntryEncoder;
import io.corral.tree.codec.EntryHeader;
import io.corral.tree.command.StageCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A copy on its way into the log")
class CopyDeliveryTest {
    private static final long NUMBER = 5;
    private static final long RESEND_MILLIS = 1;
    private static final int PIECES = 40;

    @TempDir
    private Path folder;

    private final BatchFeed feed = new BatchFeed(PublishedBatch.discontinuity(0, TreeState.initial()), 0);
    private final DecidingLeader leader = new DecidingLeader();

    /** Executes what is submitted, but for what gets lost. */
    private final class LossyLog extends DecidingLeader {
        private final TreeReplica replica =
                new TreeReplica(1, feed, new SnapshotFiles(folder, () -> 0), new DigestHistory());
        private final int lostEvery;
        private int submissions;
        private long index;

        LossyLog(int lostEvery) {
            this.lostEvery = lostEvery;
        }

        @Override
        public void submit(List<byte[]> commands) {
            submissions++;
            if (submissions % lostEvery != 0) {
                execute(commands);
            }
        }

        void execute(List<byte[]> commands) {
            index++;
            byte[] entry = EntryEncoder.encode(EntryHeader.stamped(1_000, TreeRules.defaults()), commands);
            replica.apply(List.of(new LogEntry(1, index, EntryType.COMMAND, entry)));
        }

        CopyDelivery delivery() {
            return new CopyDelivery(this, replica.replacements(), NUMBER, RESEND_MILLIS);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 7, 5, 3})
    @DisplayName("comes whole, whatever is lost, and is put in place once")
    void comesWhole(int lostEvery) throws IOException {
        LossyLog log = new LossyLog(lostEvery);
        try (CopyDelivery delivery = log.delivery()) {
            for (int i = 0; i < PIECES; i++) {
                delivery.send(piece(i));
            }
            assertThat(state().find("/n0")).isNull();
            assertThat(delivery.finish(0x77)).isEqualTo(0x78);
        }
        assertThat(state().nodeCount()).isEqualTo(PIECES + 4);
        assertThat(state().stagedCopy()).isNull();
    }

    @Test
    @DisplayName("that is not brought to its end leaves all as it was")
    void isDropped() throws IOException {
        LossyLog log = new LossyLog(1000);
        try (CopyDelivery delivery = log.delivery()) {
            delivery.send(piece(0));
            assertThat(state().stagedCopy()).isNotNull();
        }
        assertThat(state().stagedCopy()).isNull();
        assertThat(state().nodeCount()).isEqualTo(4);
    }

    @Test
    @DisplayName("is given up when another takes its place")
    void isDisplaced() throws IOException {
        LossyLog log = new LossyLog(1000);
        try (CopyDelivery delivery = log.delivery()) {
            delivery.send(piece(0));
            log.execute(List.of(CommandEncoder.encode(new StageCopy(99, 0, piece(0)))));
            assertThatIOException()
                    .isThrownBy(() -> {
                        for (int i = 1; i < PIECES; i++) {
                            delivery.send(piece(i));
                        }
                    })
                    .withMessageContaining("another one");
        }
        assertThat(state().stagedCopy()).isNotNull();
    }

    @Test
    @DisplayName("is cleared away by the leader when nobody goes on with it")
    void isCleared() {
        LossyLog log = new LossyLog(1000);
        AtomicLong now = new AtomicLong();
        AbandonedCopies abandoned = new AbandonedCopies(leader, feed, now::get);
        log.submit(List.of(CommandEncoder.encode(new StageCopy(NUMBER, 0, piece(0)))));
        abandoned.run();
        now.addAndGet(TimeUnit.SECONDS.toNanos(50));
        log.submit(List.of(CommandEncoder.encode(new StageCopy(NUMBER, 1, piece(1)))));
        abandoned.run();
        now.addAndGet(TimeUnit.SECONDS.toNanos(50));
        abandoned.run();
        assertThat(leader.submitted).as("somebody goes on").isEmpty();

        now.addAndGet(TimeUnit.SECONDS.toNanos(20));
        abandoned.run();

        assertThat(leader.submitted).hasSize(1);
        log.execute(List.of(CommandEncoder.encode(leader.submitted.get(0))));
        assertThat(state().stagedCopy()).isNull();
    }

    private TreeState state() {
        return feed.newest().state();
    }

    private static byte[] piece(int i) {
        CopyPieceWriter piece = new CopyPieceWriter();
        piece.add("/n" + i, new ZnodeBuilder().acl(AclList.OPEN));
        return piece.encode();
    }
}
