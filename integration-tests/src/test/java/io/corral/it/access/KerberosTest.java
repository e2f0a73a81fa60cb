package io.corral.it.access;

import io.corral.it.ensemble.ServerProgram;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

@DisplayName("By SASL with Kerberos")
class KerberosTest {
    @Nested
    @DisplayName("at Corral")
    class Corral extends KerberosSpecification {
        Corral() {
            super(ServerProgram.CORRAL);
        }
    }

    @Nested
    @DisplayName("at ZooKeeper")
    class ZooKeeper extends KerberosSpecification {
        ZooKeeper() {
            super(ServerProgram.ZOOKEEPER);
        }
    }
}
