package io.corral.wire.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Operation and error codes, against ZooKeeper's own")
class CodesTest {

    private static Map<String, Integer> constants(Class<?> type) throws IllegalAccessException {
        Map<String, Integer> constants = new TreeMap<>();
        for (Field field : type.getFields()) {
            if (field.getType() == int.class) {
                constants.put(plain(field.getName()), field.getInt(null));
            }
        }
        return constants;
    }

    /** Names are compared without case and underscores. */
    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(java.util.Locale.ROOT);
    }

    @Test
    @DisplayName("operations have ZooKeeper's names and codes, all of them")
    void operations() throws Exception {
        Map<String, Integer> ours =
                Arrays.stream(OpCode.values()).collect(Collectors.toMap(op -> plain(op.name()), OpCode::code));

        assertThat(ours).isEqualTo(constants(ZooDefs.OpCode.class));
    }

    @Test
    @DisplayName("an operation is found by its code, and nothing by any other")
    void lookUp() {
        for (OpCode op : OpCode.values()) {
            assertThat(OpCode.of(op.code())).isSameAs(op);
        }
        for (int code : new int[] {10, 23, 99, 108, -2, -9, -12, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThat(OpCode.of(code)).isNull();
        }
    }

    @Test
    @DisplayName("what proves who the client is, keeps a session, or ends it is never refused for having waited")
    void throttling() {
        for (OpCode op : new OpCode[] {OpCode.AUTH, OpCode.SASL, OpCode.PING, OpCode.CLOSE_SESSION}) {
            assertThat(op.isThrottlable()).as(op.name()).isFalse();
        }
        assertThat(OpCode.CREATE.isThrottlable()).isTrue();
        assertThat(OpCode.GET_DATA.isThrottlable()).isTrue();
    }

    @Test
    @DisplayName("every operation a client may send is one of read, write, sync and connection matter")
    void kinds() {
        for (OpCode op : OpCode.values()) {
            int kinds = (op.isRead() ? 1 : 0)
                    + (op.isWrite() ? 1 : 0)
                    + (op == OpCode.SYNC ? 1 : 0)
                    + (op.isConnectionOnly() ? 1 : 0);
            assertThat(kinds).as(op.name()).isEqualTo(op.isClientCallable() ? 1 : 0);
        }
    }

    @Test
    @DisplayName("errors have ZooKeeper's names and codes, all of them")
    void errors() throws Exception {
        Map<String, Integer> zooKeepers = Arrays.stream(KeeperException.Code.values())
                .collect(Collectors.toMap(code -> plain(code.name()), KeeperException.Code::intValue));

        assertThat(constants(ErrorCode.class)).isEqualTo(new TreeMap<>(zooKeepers));
    }
}
