package io.corral.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.server.auth.AccessRules;
import io.corral.tree.acl.AclSchemes;
import io.corral.tree.acl.Identity;
import io.corral.tree.command.Delete;
import io.corral.tree.command.Outcome;
import io.corral.tree.command.Result;
import io.corral.tree.command.SessionWrite;
import io.corral.tree.session.OriginTag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("While the audit log cannot be written")
class AuditBacklogTest {
    private static final AccessRules RULES = new AccessRules(AclSchemes.all(), false, false, Optional.empty());
    private static final int LINES = 10_100;
    private static final int LONG_PATH = 1 << 20;

    private final CountDownLatch writable = new CountDownLatch(1);
    private final List<String> written = Collections.synchronizedList(new ArrayList<>());

    @Test
    @DisplayName("no more is asked for once many lines wait; all of them are written when it can be, in order")
    void manyLines() {
        try (AuditLog log = new AuditLog(true, RULES, "root", this::write)) {
            IntStream.range(0, 100).forEach(number -> log.executed(deletion("/" + number), done("/" + number)));
            assertThat(log.isBehind()).isFalse();
            IntStream.range(100, LINES).forEach(number -> log.executed(deletion("/" + number), done("/" + number)));
            assertThat(log.isBehind()).isTrue();
            writable.countDown();
            await().until(() -> !log.isBehind());
        }
        assertThat(written).hasSize(LINES + 1);
        assertThat(written.subList(0, LINES))
                .containsExactlyElementsOf(IntStream.range(0, LINES)
                        .mapToObj(number -> "session=0x1f\tuser=10.0.0.1\tip=10.0.0.1\toperation=delete\tznode=/"
                                + number + "\tresult=success")
                        .toList());
        assertThat(written.get(LINES)).contains("operation=serverStop");
    }

    @Test
    @DisplayName("few lines are too many if they are long")
    void longLines() {
        try (AuditLog log = new AuditLog(true, RULES, "root", this::write)) {
            String path = "/" + "a".repeat(LONG_PATH);
            IntStream.range(0, 20).forEach(number -> log.executed(deletion(path), done(path)));
            assertThat(log.isBehind()).isTrue();
            writable.countDown();
            await().until(() -> !log.isBehind());
        }
        assertThat(written).hasSize(21);
    }

    @Test
    @DisplayName("nobody waits where nothing is audited")
    void switchedOff() {
        try (AuditLog log = new AuditLog(false, RULES, "root", this::write)) {
            IntStream.range(0, LINES).forEach(number -> log.executed(deletion("/a"), done("/a")));
            assertThat(log.isBehind()).isFalse();
        }
        assertThat(written).isEmpty();
    }

    private void write(AuditLine line) {
        try {
            writable.await();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
        written.add(line.text());
    }

    private static SessionWrite deletion(String path) {
        return new SessionWrite(
                new OriginTag(1, 0), 0x1f, 1, 1, false, List.of(new Identity("ip", "10.0.0.1")), new Delete(path, -1));
    }

    private static Outcome done(String path) {
        return new Outcome(deletion(path), Outcome.Disposition.APPLIED, 5, new Result.CreatedPath("unused"), List.of());
    }
}
