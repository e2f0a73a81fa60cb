package io.corral.raft.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real file system of a few megabytes, where this machine lets one be mounted. */
@DisplayName("On a small file system")
class SmallFileSystemTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path root;

    private Path small;
    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        small = Files.createDirectory(root.resolve("small"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", small.toString());
        assumeThat(mounted).as("a file system can be mounted").isTrue();
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount", small.toString())).isTrue();
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException unknownCommand) {
            return false;
        }
    }

    @Test
    @DisplayName("log and snapshots run into the end of the space, and everything written is there afterwards")
    void fillsUp() throws Exception {
        Path ballast = small.resolve("ballast");
        Files.write(ballast, new byte[2 << 20]);
        try (TestCluster cluster = new TestCluster(small, 1, new SnapshotPolicy(400 << 10, Long.MAX_VALUE))) {
            TestCluster.Member node = cluster.start(1);
            int[] proposed = new int[1];
            await().atMost(LONG).pollInterval(Duration.ofMillis(1)).until(() -> {
                String command = proposed[0]++ + " " + "x".repeat(10_000);
                return node.node().propose(List.of(TestCluster.bytes(command))) == ProposalAnswer.DISK_FULL;
            });
            int before = node.state().size();
            assertThat(before).isPositive();

            Files.delete(ballast);
            await().atMost(LONG).until(() -> {
                cluster.propose("after");
                return node.state().contains("after");
            });
            assertThat(node.listener().fatal).isNull();
            List<String> commands = node.state().commands();
            cluster.stop(1);
            TestCluster.Member again = cluster.start(1);
            await().atMost(LONG).until(() -> again.state().commands().size() >= commands.size());
            assertThat(again.state().commands().subList(0, commands.size())).isEqualTo(commands);
        }
    }
}
