package io.corral.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.command.Create;
import io.corral.tree.command.CreateKind;
import io.corral.tree.command.Delete;
import io.corral.tree.command.Failed;
import io.corral.tree.command.Multi;
import io.corral.tree.command.Operation;
import io.corral.wire.record.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class EphemeralCreatesTest {
    private static final Failed REFUSED = new Failed(ErrorCode.EPHEMERAL_ON_LOCAL_SESSION);

    @Test
    void onlyTheCreationOfEphemeralNodesIsRefused() {
        for (CreateKind kind : CreateKind.values()) {
            Operation create = create(kind);
            boolean ephemeral = kind == CreateKind.EPHEMERAL;
            assertThat(EphemeralCreates.in(create)).isEqualTo(ephemeral);
            assertThat(EphemeralCreates.refusedIn(create)).isEqualTo(ephemeral ? REFUSED : create);
        }
    }

    @Test
    void insideAMultiThePartFails() {
        Delete delete = new Delete("/b", -1);
        Multi harmless = new Multi(List.of(create(CreateKind.PERSISTENT), delete));
        Multi mixed = new Multi(List.of(delete, create(CreateKind.EPHEMERAL)));
        assertThat(EphemeralCreates.in(harmless)).isFalse();
        assertThat(EphemeralCreates.in(mixed)).isTrue();
        assertThat(EphemeralCreates.refusedIn(mixed)).isEqualTo(new Multi(List.of(delete, REFUSED)));
    }

    private static Create create(CreateKind kind) {
        return new Create("/a", null, List.of(), kind, false, 1000, false);
    }
}
