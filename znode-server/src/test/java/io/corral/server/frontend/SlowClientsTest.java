package io.corral.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of the clients that take nothing")
class SlowClientsTest {
    private final SlowClients slow = new SlowClients();

    @Test
    @DisplayName("those for whom most waits are cut off, until no more waits than may")
    void worstFirst() {
        Waiting little = waiting(10);
        Waiting most = waiting(50);
        Waiting much = waiting(40);

        slow.cutOffWorst(50);

        assertThat(most.cutOff).isTrue();
        assertThat(much.cutOff).isFalse();
        assertThat(little.cutOff).isFalse();
        assertThat(slow.size()).isEqualTo(2);
    }

    @Test
    @DisplayName("one that was cut off is never looked at again, whatever still waits for it")
    void cutOffOnce() {
        Waiting worst = waiting(Long.MAX_VALUE);
        slow.cutOffWorst(50);
        assertThat(worst.cutOff).isTrue();
        assertThat(slow.size()).isZero();

        Waiting another = waiting(60);
        slow.cutOffWorst(50);
        assertThat(another.cutOff).isTrue();
    }

    @Test
    @DisplayName("one that takes again is none of them any more")
    void takesAgain() {
        Waiting one = waiting(60);
        one.bytes = 0;
        slow.cutOffWorst(50);
        assertThat(one.cutOff).isFalse();
        assertThat(slow.size()).isZero();
    }

    private Waiting waiting(long bytes) {
        Waiting client = new Waiting(bytes);
        slow.add(client);
        return client;
    }

    private static final class Waiting implements SlowClients.Client {
        private long bytes;
        private boolean cutOff;

        Waiting(long bytes) {
            this.bytes = bytes;
        }

        @Override
        public long untakenBytes() {
            return bytes;
        }

        @Override
        public void cutOff() {
            assertThat(cutOff).isFalse();
            cutOff = true;
        }
    }
}
