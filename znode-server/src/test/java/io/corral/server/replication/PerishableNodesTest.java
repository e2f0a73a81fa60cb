package io.corral.server.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.server.config.ContainerConfig;
import io.corral.server.view.BatchFeed;
import io.corral.server.view.PublishedBatch;
import io.corral.tree.TreeRules;
import io.corral.tree.TreeState;
import io.corral.tree.acl.AclList;
import io.corral.tree.apply.Applied;
import io.corral.tree.apply.StampedCommand;
import io.corral.tree.apply.TreeStateMachine;
import io.corral.tree.command.Command;
import io.corral.tree.command.Create;
import io.corral.tree.command.CreateKind;
import io.corral.tree.command.CreateSession;
import io.corral.tree.command.Delete;
import io.corral.tree.command.DeleteContainer;
import io.corral.tree.command.Operation;
import io.corral.tree.command.SessionWrite;
import io.corral.tree.command.SetData;
import io.corral.tree.session.OriginTag;
import io.corral.tree.session.SessionPassword;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Empty containers and expired nodes")
class PerishableNodesTest {
    private static final int INTERVAL = 60_000;
    private static final long SESSION = 77;
    private static final OriginTag ORIGIN = new OriginTag(2, 0);
    private static final TreeRules RULES = new TreeRules(true, false);

    private final TreeStateMachine machine = new TreeStateMachine();
    private final BatchFeed feed = new BatchFeed(PublishedBatch.discontinuity(0, TreeState.initial()), 0);
    private final DecidingLeader link = new DecidingLeader();
    private long nowMillis = 1_000_000;
    private long writes;
    private PerishableNodes nodes = clearing(new ContainerConfig(INTERVAL, 10_000, 0));

    @BeforeEach
    void aSession() {
        execute(new CreateSession(ORIGIN, SESSION, 10_000, SessionPassword.of(new byte[16])));
    }

    @Test
    @DisplayName("a container that has lost its last child goes at the next look, and not before")
    void emptiedContainer() {
        create("/c", CreateKind.CONTAINER, -1);
        create("/c/child", CreateKind.PERSISTENT, -1);
        run(2 * INTERVAL + 1_000);
        assertThat(link.submitted).as("it has a child").isEmpty();
        write(new Delete("/c/child", -1));
        run(INTERVAL - 2_000);
        assertThat(link.submitted).as("nobody has looked yet").isEmpty();
        run(2_000);
        assertThat(paths()).containsExactly("/c");
        executeSubmitted();
        assertThat(feed.newest().state().find("/c")).isNull();
        run(2 * INTERVAL);
        assertThat(link.submitted).isEmpty();
    }

    @Test
    @DisplayName("a container that never had a child stays, unless its time is limited")
    void neverUsedContainer() {
        create("/c", CreateKind.CONTAINER, -1);
        run(5 * INTERVAL);
        assertThat(link.submitted).isEmpty();
        nodes = clearing(new ContainerConfig(INTERVAL, 10_000, 4L * INTERVAL));
        run(INTERVAL + 1_000);
        assertThat(paths()).containsExactly("/c");
    }

    @Test
    @DisplayName("a TTL node goes when its time has passed since its data was set, and it has no children")
    void expiredNode() {
        create("/t", CreateKind.TTL, 2L * INTERVAL);
        run(INTERVAL + INTERVAL / 2);
        write(new SetData("/t", null, -1));
        run(INTERVAL + INTERVAL / 2);
        create("/t/child", CreateKind.PERSISTENT, -1);
        run(3 * INTERVAL);
        assertThat(link.submitted).as("it has a child").isEmpty();
        write(new Delete("/t/child", -1));
        run(INTERVAL - 1_000);
        assertThat(paths()).containsExactly("/t");
    }

    @Test
    @DisplayName("what is used again between the look and the deletion stays")
    void usedAgain() {
        create("/t", CreateKind.TTL, 1_000);
        run(INTERVAL + 1_000);
        write(new SetData("/t", null, -1));
        executeSubmitted();
        assertThat(feed.newest().state().find("/t")).isNotNull();
    }

    @Test
    @DisplayName("no more go in a minute than is allowed")
    void pace() {
        nodes = clearing(new ContainerConfig(INTERVAL, 60, 0));
        for (int i = 0; i < 100; i++) {
            create("/t" + i, CreateKind.TTL, 1_000);
        }
        run(INTERVAL);
        link.submitted.clear();
        run(30_000);
        assertThat(link.submitted).hasSizeBetween(29, 31);
    }

    @Test
    @DisplayName("servers that do not lead delete nothing, and a new leader first waits for a whole interval")
    void onlyTheLeader() {
        create("/t", CreateKind.TTL, 1_000);
        link.leadership = new Leadership(1, 9, false);
        run(3 * INTERVAL);
        assertThat(link.submitted).isEmpty();
        link.leadership = new Leadership(2, 1, true);
        run(INTERVAL - 1_000);
        assertThat(link.submitted).isEmpty();
        run(2_000);
        assertThat(paths()).containsExactly("/t");
    }

    private PerishableNodes clearing(ContainerConfig config) {
        return new PerishableNodes(link, feed, config, () -> TimeUnit.MILLISECONDS.toNanos(nowMillis), () -> nowMillis);
    }

    private void run(int millis) {
        long end = nowMillis + millis;
        while (nowMillis < end) {
            nowMillis += PerishableNodes.STEP_MILLIS;
            nodes.run();
        }
    }

    private List<String> paths() {
        return link.submitted.stream()
                .map(command -> ((DeleteContainer) command).path())
                .toList();
    }

    private void executeSubmitted() {
        List<Command> commands = List.copyOf(link.submitted);
        link.submitted.clear();
        commands.forEach(this::execute);
    }

    private void create(String path, CreateKind kind, long ttlMillis) {
        write(new Create(path, new byte[0], AclList.OPEN.entries(), kind, false, ttlMillis, true));
    }

    private void write(Operation operation) {
        writes++;
        execute(new SessionWrite(ORIGIN, SESSION, 1, writes, false, List.of(), operation));
    }

    private void execute(Command command) {
        PublishedBatch newest = feed.newest();
        Applied applied = machine.apply(newest.state(), List.of(new StampedCommand(command, nowMillis, RULES)));
        feed.publish(PublishedBatch.executed(newest.index() + 1, applied.after(), applied.outcomes(), 1));
    }
}
