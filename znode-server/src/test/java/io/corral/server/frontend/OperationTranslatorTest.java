package io.corral.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.command.Create;
import io.corral.tree.command.CreateKind;
import io.corral.tree.command.Failed;
import io.corral.tree.command.Multi;
import io.corral.tree.command.Operation;
import io.corral.tree.command.Reconfig;
import io.corral.tree.ensemble.MembersAsked;
import io.corral.wire.record.AclEntry;
import io.corral.wire.record.ErrorCode;
import io.corral.wire.record.OpCode;
import io.corral.wire.record.WriteRequest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How ZooKeeper derives the kind of a node from opcode and flags. */
class OperationTranslatorTest {
    private static final List<AclEntry> OPEN = List.of(new AclEntry(31, "world", "anyone"));

    private final OperationTranslator translator = translator(false, false);

    @ParameterizedTest
    @CsvSource({
        "CREATE, 0, PERSISTENT, false, false",
        "CREATE, 1, EPHEMERAL, false, false",
        "CREATE, 2, PERSISTENT, true, false",
        "CREATE, 3, EPHEMERAL, true, false",
        "CREATE, 4, PERSISTENT, false, false",
        "CREATE, 5, TTL, false, false",
        "CREATE2, 3, EPHEMERAL, true, true",
        "CREATE2, 4, PERSISTENT, false, true",
        "CREATE_CONTAINER, 0, CONTAINER, false, true",
        "CREATE_CONTAINER, 4, CONTAINER, false, true",
        "CREATE_TTL, 5, TTL, false, true",
        "CREATE_TTL, 6, TTL, true, true"
    })
    void inASingleRequestTheOpcodeDecidesTheKind(
            OpCode opCode, int flags, CreateKind kind, boolean sequential, boolean withStat) {
        assertThat(single(opCode, flags)).isInstanceOfSatisfying(Create.class, create -> {
            assertThat(create.kind()).isEqualTo(kind);
            assertThat(create.sequential()).isEqualTo(sequential);
            assertThat(create.withStat()).isEqualTo(withStat);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE, 4, CONTAINER, true",
        "CREATE2, 4, CONTAINER, true",
        "CREATE2, 0, PERSISTENT, true",
        "CREATE, 0, PERSISTENT, false",
        "CREATE_CONTAINER, 0, CONTAINER, true",
        "CREATE_TTL, 0, PERSISTENT, false",
        "CREATE_TTL, 5, TTL, true"
    })
    void insideAMultiTheFlagsDecideTheKind(OpCode opCode, int flags, CreateKind kind, boolean withStat) {
        Operation multi = translator.multi(new WriteRequest.Multi(List.of(create(opCode, flags))));
        assertThat(((Multi) multi).operations().get(0)).isInstanceOfSatisfying(Create.class, create -> {
            assertThat(create.kind()).isEqualTo(kind);
            assertThat(create.withStat()).isEqualTo(withStat);
        });
    }

    @Test
    void impossibleFlagsFailWithBadArguments() {
        assertThat(single(OpCode.CREATE, 7)).isEqualTo(new Failed(ErrorCode.BAD_ARGUMENTS));
        assertThat(single(OpCode.CREATE, -1)).isEqualTo(new Failed(ErrorCode.BAD_ARGUMENTS));
        assertThat(single(OpCode.CREATE_TTL, 0)).isEqualTo(new Failed(ErrorCode.BAD_ARGUMENTS));
    }

    @Test
    void anAclEntryWithoutSchemeOrIdMakesTheWholeListInvalid() {
        WriteRequest.SetAcl request =
                new WriteRequest.SetAcl("/x", Arrays.asList(new AclEntry(31, null, "anyone")), -1);
        assertThat(translator.setAcl(request)).isEqualTo(new io.corral.tree.command.SetAcl("/x", null, -1));
    }

    @Test
    void aMissingPathFailsAsZooKeeperFailsWhenItStumbles() {
        assertThat(translator.delete(new WriteRequest.Delete(null, -1)))
                .isEqualTo(new Failed(ErrorCode.MARSHALLING_ERROR));
    }

    @Test
    void reconfigurationIsRefusedAsZooKeeperRefusesItWhenItIsOff() {
        WriteRequest.Reconfig request = new WriteRequest.Reconfig(null, null, null, -1);
        assertThat(translator.reconfig(request)).isEqualTo(new Failed(ErrorCode.RECONFIG_DISABLED));
        assertThat(translator(true, true).reconfig(request)).isEqualTo(new Failed(ErrorCode.UNIMPLEMENTED));
        assertThat(translator(true, false).reconfig(request))
                .isEqualTo(new Reconfig(new MembersAsked(null, null, null), -1, 2));
    }

    private static OperationTranslator translator(boolean reconfigEnabled, boolean standalone) {
        return new OperationTranslator(new ReconfigTranslator(reconfigEnabled, standalone, 2));
    }

    private Operation single(OpCode opCode, int flags) {
        return translator.create(create(opCode, flags));
    }

    private static WriteRequest.Create create(OpCode opCode, int flags) {
        return new WriteRequest.Create(
                opCode, "/x", new byte[0], OPEN, flags, opCode == OpCode.CREATE_TTL ? 1_000 : -1);
    }
}
