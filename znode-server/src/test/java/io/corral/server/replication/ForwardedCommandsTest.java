package io.corral.server.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.codec.CommandEncoder;
import io.corral.tree.command.DeleteContainer;
import io.corral.tree.command.ExpireSession;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Writes that another server forwards")
class ForwardedCommandsTest {
    private static final byte[] ONE = CommandEncoder.encode(new ExpireSession(77, 1));
    private static final byte[] TWO = CommandEncoder.encode(new DeleteContainer("/c", 5));

    @Test
    @DisplayName("are all let in when this release understands them")
    void understood() {
        ForwardedCommands examined = ForwardedCommands.examine(List.of(ONE, TWO));
        assertThat(examined.understood()).containsExactly(ONE, TWO);
        assertThat(examined.objection()).isEmpty();
    }

    @Test
    @DisplayName("are let in up to the first of a kind that this release does not know")
    void newer() {
        byte[] newer = {120, 1, 2, 3};
        ForwardedCommands examined = ForwardedCommands.examine(List.of(ONE, newer, TWO));
        assertThat(examined.understood()).containsExactly(ONE);
        assertThat(examined.objection())
                .hasValueSatisfying(reason -> assertThat(reason).contains("120"));
    }

    @Test
    @DisplayName("are not let in when they are damaged")
    void damaged() {
        byte[] cut = Arrays.copyOf(TWO, TWO.length - 1);
        byte[] longer = Arrays.copyOf(ONE, ONE.length + 1);
        for (byte[] damaged : List.of(cut, longer, new byte[0])) {
            assertThat(ForwardedCommands.examine(List.of(damaged)).understood()).isEmpty();
        }
    }
}
