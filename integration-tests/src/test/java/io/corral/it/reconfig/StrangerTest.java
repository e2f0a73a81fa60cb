package io.corral.it.reconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.admin.ZooKeeperAdmin;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("A server whose data is of another ensemble")
@Tag("slow")
@SuppressWarnings("try") // close() may be interrupted: that fails the test, as it should
class StrangerTest {
    private static final String IDENTITY = "ensemble-identity";
    private static final int MANY_LINES = 500;

    @Test
    @DisplayName(
            "is kept apart though it has a member's number and address; with the member's own data, copied there, it is the member")
    void keptApart() throws Exception {
        try (Roster ours = new Roster(Roster.changing("StrangerTest"), 3);
                Roster theirs = new Roster(Roster.changing("StrangerTest"), 4)) {
            ours.found(3);
            foundTheOther(theirs);
            try (ZooKeeperAdmin admin = Members.connected(ours, 1, 2)) {
                admin.create("/ours", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
                Path own = data(ours, 3).resolveSibling("own");
                String identity = awaitIdentity(data(ours, 3));
                assertThat(awaitIdentity(data(ours, 1))).isEqualTo(identity);
                assertThat(awaitIdentity(data(theirs, 3))).isNotEqualTo(identity);
                theirs.killAll();
                ours.server(3).kill();
                Files.move(data(ours, 3), own);
                copy(data(theirs, 3), data(ours, 3));
                ours.server(3).start();
                aStrangerIsKeptApart(ours, admin);

                ours.server(3).kill();
                delete(data(ours, 3));
                copy(own, data(ours, 3));
                Files.delete(identityFile(data(ours, 3)).orElseThrow());
                ours.server(3).start();
                ours.awaitServing(3);
                try (ZooKeeperAdmin third = Members.connected(ours, 3)) {
                    assertThat(third.getChildren("/", false)).contains("ours", "meanwhile");
                }
                assertThat(awaitIdentity(data(ours, 3)))
                        .as("found again in the data")
                        .isEqualTo(identity);
            } catch (Throwable failure) {
                System.out.println(ours.logTails());
                throw failure;
            }
        }
    }

    private static void foundTheOther(Roster theirs) {
        theirs.start(3, theirs.line(3), theirs.line(4));
        theirs.start(4, theirs.line(3), theirs.line(4));
        theirs.awaitServing(3);
    }

    private static void aStrangerIsKeptApart(Roster ours, ZooKeeperAdmin admin) throws Exception {
        for (int member : new int[] {1, 2}) {
            await("server " + member + " says so").atMost(Roster.PATIENCE).until(() -> warnings(ours, member) == 1);
        }
        admin.create("/meanwhile", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        assertThat(ours.server(3).mode().serves()).isFalse();
        assertThat(warnings(ours, 1)).as("said once").isEqualTo(1);
        await("the stranger says so")
                .atMost(Roster.PATIENCE)
                .untilAsserted(() -> assertThat(ours.server(3).logTail(MANY_LINES))
                        .contains("belongs to ensemble", "empty its data directories"));
    }

    private static long warnings(Roster roster, int server) {
        return roster.server(server)
                .logTail(MANY_LINES)
                .lines()
                .filter(line -> line.contains("Node 3 belongs to ensemble"))
                .count();
    }

    private static Path data(Roster roster, int server) {
        return roster.server(server).configuration().resolveSibling("data");
    }

    private static String awaitIdentity(Path data) throws IOException {
        await("an identity in " + data)
                .atMost(Roster.PATIENCE)
                .until(() -> identityFile(data).isPresent());
        return Files.readString(identityFile(data).orElseThrow());
    }

    private static Optional<Path> identityFile(Path data) {
        return Optional.of(data.resolve("corral/log").resolve(IDENTITY)).filter(Files::exists);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
