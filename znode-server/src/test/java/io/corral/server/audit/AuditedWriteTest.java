package io.corral.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.server.auth.AccessRules;
import io.corral.tree.acl.AclEntry;
import io.corral.tree.acl.AclSchemes;
import io.corral.tree.acl.Identity;
import io.corral.tree.command.Check;
import io.corral.tree.command.CloseSession;
import io.corral.tree.command.Create;
import io.corral.tree.command.CreateKind;
import io.corral.tree.command.Delete;
import io.corral.tree.command.Multi;
import io.corral.tree.command.Operation;
import io.corral.tree.command.Outcome;
import io.corral.tree.command.Result;
import io.corral.tree.command.SessionWrite;
import io.corral.tree.command.SetAcl;
import io.corral.tree.command.SetData;
import io.corral.tree.session.OriginTag;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In the audit log")
class AuditedWriteTest {
    private static final AccessRules RULES = new AccessRules(AclSchemes.all(), false, false, Optional.empty());
    private static final String WHO = "session=0x1f\tuser=10.0.0.1,bob\tip=10.0.0.1\toperation=";

    @Test
    @DisplayName("a create has the path it came to, and the kind of node")
    void create() {
        assertThat(lines(create(CreateKind.EPHEMERAL, true), new Result.CreatedPath("/a0000000007")))
                .containsExactly(WHO + "create\tznode=/a0000000007\tznode_type=ephemeral_sequential\tresult=success");
        assertThat(lines(create(CreateKind.TTL, false), new Result.Failure(-110)))
                .containsExactly(WHO + "create\tznode=/a\tznode_type=persistent_with_ttl\tresult=failure");
    }

    @Test
    @DisplayName("a list stands with its letters, and no secret of the writer's is shown")
    void acl() {
        List<AclEntry> acl = List.of(new AclEntry(31, "world", "anyone"), new AclEntry(3, "ip", "10.0.0.2"));
        assertThat(lines(new SetAcl("/a", acl, -1), new Result.Failure(-103)))
                .containsExactly(WHO + "setAcl\tznode=/a\tacl=world:anyone:cdrwaip:10.0.0.2:rw\tresult=failure")
                .allSatisfy(line -> assertThat(line).doesNotContain("hash"));
    }

    @Test
    @DisplayName("each part of a multi that changed something is a line; a failed multi is one")
    void multi() {
        Multi multi = new Multi(List.of(
                new Check("/a", -1),
                create(CreateKind.CONTAINER, false),
                new SetData("/b", null, -1),
                new Delete("/c", -1)));
        Result done = new Result.Multi(List.of(
                new Result.CreatedPath("unused"),
                new Result.CreatedPath("/a"),
                new Result.CreatedPath("unused"),
                new Result.CreatedPath("unused")));
        assertThat(lines(multi, done))
                .containsExactly(
                        WHO + "create\tznode=/a\tznode_type=container\tresult=success",
                        WHO + "setData\tznode=/b\tresult=success",
                        WHO + "delete\tznode=/c\tresult=success");
        assertThat(lines(multi, new Result.Multi(List.of(new Result.Failure(-101)))))
                .containsExactly(WHO + "multiOperation\tresult=failure");
    }

    @Test
    @DisplayName("the end of a session is no line of its own")
    void close() {
        assertThat(lines(new CloseSession(), new Result.CreatedPath("unused"))).isEmpty();
    }

    @Test
    @DisplayName("what the server does has neither session nor address")
    void server() {
        assertThat(AuditLine.ofServer("root", "serverStop", AuditLine.Result.INVOKED)
                        .text())
                .isEqualTo("user=root\toperation=serverStop\tresult=invoked");
    }

    @Test
    @DisplayName("nobody makes a line or a column of their own")
    void forged() {
        List<AclEntry> acl = List.of(new AclEntry(31, "digest", "x\nsession=0x1\tuser=admin:y"));
        assertThat(lines(new SetAcl("/a\u2028\u0085b\r", acl, -1), new Result.CreatedPath("unused")))
                .containsExactly(WHO + "setAcl\tznode=/a\\u2028\\u0085b\\u000d"
                        + "\tacl=digest:x\\u000asession=0x1\\u0009user=admin:y:cdrwa\tresult=success");
        assertThat(OneLine.of("a\n" + "b".repeat(200), 5)).isEqualTo("a\\u000abbb...");
        assertThat(OneLine.of("bob", 5)).isEqualTo("bob");
    }

    private static List<String> lines(Operation operation, Result result) {
        SessionWrite write = new SessionWrite(
                new OriginTag(1, 0),
                0x1f,
                1,
                1,
                false,
                List.of(
                        new Identity("ip", "10.0.0.1"),
                        new Identity("digest", "bob:hash"),
                        new Identity("super", ""),
                        new Identity("sasl-member", "all")),
                operation);
        Outcome outcome = new Outcome(write, Outcome.Disposition.APPLIED, 5, result, List.of());
        return AuditedWrite.lines(write, outcome, RULES).stream()
                .map(AuditLine::text)
                .toList();
    }

    private static Create create(CreateKind kind, boolean sequential) {
        return new Create("/a", null, null, kind, sequential, 1000, false);
    }
}
