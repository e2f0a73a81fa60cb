package io.corral.it.access;

import io.corral.it.ensemble.ServerProgram;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

@DisplayName("By SASL with DIGEST-MD5")
class DigestMd5Test {
    @Nested
    @DisplayName("at Corral")
    class Corral extends DigestMd5Specification {
        Corral() {
            super(ServerProgram.CORRAL);
        }
    }

    @Nested
    @DisplayName("at ZooKeeper")
    class ZooKeeper extends DigestMd5Specification {
        ZooKeeper() {
            super(ServerProgram.ZOOKEEPER);
        }
    }
}
