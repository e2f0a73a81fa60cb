package io.corral.server.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotMeta;
import io.corral.server.status.Amounts;
import io.corral.server.view.BatchFeed;
import io.corral.server.view.PublishedBatch;
import io.corral.tree.TreeRules;
import io.corral.tree.TreeState;
import io.corral.tree.acl.AclList;
import io.corral.tree.codec.CommandEncoder;
import io.corral.tree.codec.EntryEncoder;
import io.corral.tree.codec.EntryHeader;
import io.corral.tree.command.Command;
import io.corral.tree.command.Create;
import io.corral.tree.command.CreateKind;
import io.corral.tree.command.CreateSession;
import io.corral.tree.command.Operation;
import io.corral.tree.command.SessionWrite;
import io.corral.tree.session.OriginTag;
import io.corral.tree.session.SessionPassword;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeReplicaTest {
    private static final OriginTag HERE = new OriginTag(1, 0);
    private static final OriginTag ELSEWHERE = new OriginTag(2, 0);
    private static final long SESSION = 77;

    @TempDir
    Path directory;

    private final BatchFeed feed = new BatchFeed(PublishedBatch.discontinuity(0, TreeState.initial()), 0);
    private final PublishedBatch start = feed.newest();
    private final DigestHistory digests = new DigestHistory();
    private long nextIndex = 1;

    @Test
    void everythingThatIsWaitingBecomesOneBatch() {
        replica()
                .apply(List.of(
                        entry(session(HERE)),
                        entry(create(HERE, 1, "/a", false)),
                        entry(create(HERE, 2, "/b", false))));
        assertThat(published()).hasSize(1);
        assertThat(published().get(0).index()).isEqualTo(3);
        assertThat(published().get(0).outcomes()).hasSize(3);
        assertThat(published().get(0).concernsLoop(0)).isTrue();
        assertThat(published().get(0).concernsLoop(1)).isFalse();
    }

    @Test
    void aFencedWriteOfALocalClientIsPublishedApartFromTheSessionsEarlierWrites() {
        replica().apply(List.of(entry(session(HERE), create(HERE, 1, "/a", false), create(HERE, 2, "/b", true))));
        assertThat(published()).hasSize(2);
        assertThat(published().get(0).state().find("/a")).isNotNull();
        assertThat(published().get(0).state().find("/b")).isNull();
        assertThat(published().get(0).index())
                .as("part of the entry is still to come")
                .isZero();
        assertThat(published().get(1).state().find("/b")).isNotNull();
        assertThat(published().get(1).index()).isEqualTo(1);
    }

    @Test
    void fencesOfOtherServersClientsCostNothingHere() {
        replica()
                .apply(List.of(entry(
                        session(ELSEWHERE), create(ELSEWHERE, 1, "/a", false), create(ELSEWHERE, 2, "/b", true))));
        assertThat(published()).hasSize(1);
    }

    @Test
    void anEntryWithoutCommandsMovesTheIndexAllTheSame() {
        replica().apply(List.of(new LogEntry(nextIndex++, 1, EntryType.NOOP, new byte[0])));
        assertThat(feed.newest().index()).isEqualTo(1);
    }

    @Test
    void allReplicasTakeTheirDigestsAtTheSameIndexesHoweverTheEntriesCome() {
        List<LogEntry> entries = Stream.concat(
                        Stream.of(entry(session(HERE))),
                        Stream.iterate(1, i -> i + 1).limit(200).map(i -> entry(create(HERE, i, "/n" + i, false))))
                .toList();
        replica().apply(entries);
        DigestHistory others = new DigestHistory();
        TreeReplica other =
                new TreeReplica(2, new BatchFeed(start(), 0), new SnapshotFiles(directory, () -> 0), others);
        entries.forEach(entry -> other.apply(List.of(entry)));
        assertThat(digests.newest().index()).isEqualTo(192);
        assertThat(others.newest()).isEqualTo(digests.newest());
    }

    @Test
    void aDigestThatDiffersFromTheLeadersIsNotedAndNotTakenForWrong() {
        TreeReplica replica = replica();
        for (int i = 0; i < DigestHistory.INTERVAL; i++) {
            replica.apply(List.of(entry(session(HERE))));
        }
        DigestHistory.Taken taken = digests.newest();
        replica.apply(List.of(leadersDigest(taken.index(), taken.digest())));
        assertThat(digests.compared()).isEqualTo(1);
        assertThat(digests.differences()).isZero();
        replica.apply(List.of(leadersDigest(taken.index(), taken.digest() + 1)));
        assertThat(digests.differences()).isEqualTo(1);
    }

    @Test
    void whatTheLeaderAllowedIsWhatEveryReplicaDoesAtEveryStart() {
        EntryHeader allowing = EntryHeader.stamped(1_000, new TreeRules(true, false));
        EntryHeader forbidding = EntryHeader.stamped(1_000, TreeRules.defaults());
        replica()
                .apply(List.of(
                        entry(session(HERE)),
                        entryWith(allowing, createTtl(1, "/allowed")),
                        entryWith(forbidding, createTtl(2, "/forbidden"))));
        TreeState after = feed.newest().state();
        assertThat(after.find("/allowed")).isNotNull();
        assertThat(after.find("/forbidden")).isNull();
    }

    @Test
    void whatIsWrittenIsCountedByTheFirstStepOfItsPathWhoeverWroteIt() {
        TreeReplica replica = replica();
        replica.apply(List.of(
                entry(session(ELSEWHERE), create(ELSEWHERE, 1, "/app", false), create(ELSEWHERE, 2, "/app/b", false))));
        replica.apply(List.of(entry(create(ELSEWHERE, 3, "/app/cc", false))));
        assertThat(replica.written().amounts()).containsExactlyEntriesOf(Map.of("app", new Amounts(3, 17, 4, 7)));
    }

    @Test
    void aSnapshotCarriesTheWholeStateAndIsPublishedAsAJump() throws IOException {
        TreeReplica replica = replica();
        replica.apply(List.of(entry(session(HERE), create(HERE, 1, "/a", false))));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        replica.capture().writeTo(bytes);

        BatchFeed otherFeed = new BatchFeed(start(), 0);
        TreeReplica other = new TreeReplica(2, otherFeed, new SnapshotFiles(directory, () -> 0), new DigestHistory());
        other.restore(
                new SnapshotMeta(1, 1, Membership.ofVoters(Set.of(1L)), bytes.size(), 0),
                new ByteArrayInputStream(bytes.toByteArray()));
        assertThat(otherFeed.newest().isDiscontinuity()).isTrue();
        assertThat(otherFeed.newest().index()).isEqualTo(1);
        assertThat(otherFeed.newest().state().digest())
                .isEqualTo(feed.newest().state().digest());
        assertThat(directory).isEmptyDirectory();
    }

    private static PublishedBatch start() {
        return PublishedBatch.discontinuity(0, TreeState.initial());
    }

    private TreeReplica replica() {
        return new TreeReplica(1, feed, new SnapshotFiles(directory, () -> 0), digests);
    }

    private List<PublishedBatch> published() {
        List<PublishedBatch> batches = new ArrayList<>();
        for (PublishedBatch next = start.next(); next != null; next = next.next()) {
            batches.add(next);
        }
        return batches;
    }

    private LogEntry entry(Command... commands) {
        return entryWith(EntryHeader.stamped(1_000, TreeRules.defaults()), commands);
    }

    private LogEntry leadersDigest(long index, long digest) {
        return entryWith(EntryHeader.withDigest(0, TreeRules.defaults(), index, digest));
    }

    private LogEntry entryWith(EntryHeader header, Command... commands) {
        List<byte[]> encoded = Stream.of(commands).map(CommandEncoder::encode).toList();
        return new LogEntry(nextIndex++, 1, EntryType.COMMAND, EntryEncoder.encode(header, encoded));
    }

    private static Command session(OriginTag origin) {
        return new CreateSession(origin, SESSION, 10_000, SessionPassword.of(new byte[16]));
    }

    private static Command create(OriginTag origin, long sequence, String path, boolean fence) {
        return write(
                origin,
                sequence,
                fence,
                new Create(path, new byte[0], AclList.OPEN.entries(), CreateKind.PERSISTENT, false, -1, false));
    }

    private static Command createTtl(long sequence, String path) {
        return write(
                HERE,
                sequence,
                false,
                new Create(path, new byte[0], AclList.OPEN.entries(), CreateKind.TTL, false, 60_000, false));
    }

    private static Command write(OriginTag origin, long sequence, boolean fence, Operation operation) {
        return new SessionWrite(origin, SESSION, 1, sequence, fence, List.of(), operation);
    }
}
