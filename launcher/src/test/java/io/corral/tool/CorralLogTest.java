package io.corral.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.core.HardState;
import io.corral.raft.core.Persist;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipCodec;
import io.corral.raft.log.DiskDirectory;
import io.corral.raft.log.FilePreparation;
import io.corral.raft.log.SegmentedLog;
import io.corral.raft.log.SegmentedLogSettings;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import io.corral.raft.port.SnapshotStorage;
import io.corral.raft.snapshot.FileSnapshotStorage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("corral-log")
class CorralLogTest {
    private static final Membership MEMBERS = Membership.ofVoters(Set.of(1L, 2L, 3L));

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return CorralLog.run(new PrintStream(out, true), new PrintStream(err, true), arguments);
    }

    private String output() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @BeforeEach
    void writeLog() throws IOException {
        try (SegmentedLog log = SegmentedLog.open(
                DiskDirectory.open(folder.resolve("log")),
                new SegmentedLogSettings(4 << 10),
                FilePreparation.onDemand())) {
            persist(log, 0, new LogEntry(1, 3, EntryType.MEMBERSHIP, MembershipCodec.encode(MEMBERS)));
            for (int i = 2; i <= 100; i++) {
                persist(
                        log,
                        i % 10 == 0 ? 7 : 0,
                        new LogEntry(
                                i % 10 == 0 ? i / 10 : i - i / 10, 3, EntryType.COMMAND, new byte[] {(byte) i, 0x5a}));
            }
        }
    }

    private static void persist(SegmentedLog log, int group, LogEntry entry) throws IOException {
        log.group(group)
                .persist(List.of(
                        new Persist(1, Optional.of(new HardState(3, 2)), OptionalLong.empty(), List.of(entry))));
    }

    private String log() {
        return folder.resolve("log").toString();
    }

    private Map<String, Long> files() throws IOException {
        Map<String, Long> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file.toString(), Files.getLastModifiedTime(file).toMillis() + Files.size(file));
            }
        }
        return files;
    }

    private void damage() throws IOException {
        Path segment = folder.resolve("log").resolve("segment-0000000000000001.log");
        byte[] bytes = Files.readAllBytes(segment);
        bytes[400] ^= 1;
        Files.write(segment, bytes);
    }

    @Test
    @DisplayName("verify finds nothing wrong with a log in good order, and leaves it alone")
    void verifies() throws IOException {
        Map<String, Long> before = files();
        assertThat(run("verify", log())).isZero();
        assertThat(output()).startsWith("ok, ").contains("2 groups");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    @DisplayName("verify names file, offset and entries of a damage, and exits with 1")
    void findsDamage() throws IOException {
        damage();
        assertThat(run("verify", log())).isEqualTo(1);
        assertThat(output())
                .contains("DAMAGED")
                .contains("segment-0000000000000001.log")
                .contains("offset")
                .contains("in doubt");
    }

    @Test
    @DisplayName("summary counts what is in each segment, and says how each group stands")
    void sumsUp() {
        assertThat(run("summary", log())).isZero();
        assertThat(output())
                .contains("segment-0000000000000001.log")
                .contains("group 0: entries 1 to 90, term 3, vote for node 2")
                .contains("group 7: entries 1 to 10, term 3, vote for node 2");
    }

    @Test
    @DisplayName("print shows the entries of a range and a group, with the beginning of what they carry")
    void printsARange() {
        assertThat(run("print", "--group", "0", "--from", "1", "--to", "2", log()))
                .isZero();
        assertThat(output().lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("MEMBERSHIP group 0 1@3 voters [1, 2, 3]"))
                .anyMatch(line -> line.contains("COMMAND group 0 2@3 2 bytes 025a"));
    }

    @Test
    @DisplayName("print shows every record when nothing else is asked for")
    void printsEverything() {
        assertThat(run("print", log())).isZero();
        assertThat(output()).contains("SEGMENT").contains("BATCH 1").contains("HARD_STATE group 7 term 3");
    }

    @Test
    @DisplayName("snapshots lists them, and exits with 1 when one is damaged")
    void snapshots() throws IOException {
        Path directory = folder.resolve("snapshots");
        try (SnapshotStorage storage = FileSnapshotStorage.open(directory);
                SnapshotStorage.Draft draft = storage.create(40, 3, MEMBERS)) {
            draft.output().write(new byte[1000]);
            draft.publish();
        }
        assertThat(run("snapshots", directory.toString())).isZero();
        assertThat(output()).contains("intact  index 40, term 3, 1000 bytes, voters [1, 2, 3]");
        try (Stream<Path> all = Files.walk(directory)) {
            Files.write(all.filter(path -> path.endsWith("data")).findFirst().orElseThrow(), new byte[999]);
        }
        assertThat(run("snapshots", directory.toString())).isEqualTo(1);
        assertThat(output()).contains("DAMAGED  index 40");
    }

    @Test
    @DisplayName("what cannot be read, and what nobody understands, exits with 2")
    void unusable() {
        assertThat(run("verify", folder.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("nowhere");
        assertThat(run("guess", log())).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
    }
}
