package io.corral.it.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.EnsembleExtension;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.curator.framework.recipes.atomic.AtomicValue;
import org.apache.curator.framework.recipes.atomic.DistributedAtomicLong;
import org.apache.curator.retry.RetryNTimes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("DistributedAtomicLong")
@Tag("slow")
class AtomicLongTest {
    private static final RetryNTimes OPTIMISM = new RetryNTimes(1_000, 1);

    @RegisterExtension
    static final EnsembleExtension THREE_SERVERS = EnsembleExtension.ofServers(3);

    @ParameterizedTest(name = "{0}")
    @EnumSource(Disturbance.class)
    @DisplayName("gives every increment a number of its own")
    void givesEveryIncrementItsNumber(Disturbance disturbance) throws Exception {
        String path = "/atomic-long/" + disturbance;
        Collection<Long> numbers = new ConcurrentLinkedQueue<>();
        try (RecipeClients clients = new RecipeClients(THREE_SERVERS.ensemble(), disturbance)) {
            Contenders contenders = Contenders.start(clients.several(4), client -> {
                DistributedAtomicLong counter = new DistributedAtomicLong(client, path, OPTIMISM);
                return () -> {
                    AtomicValue<Long> outcome = counter.increment();
                    assertThat(outcome.succeeded()).isTrue();
                    assertThat(outcome.postValue()).isEqualTo(outcome.preValue() + 1);
                    numbers.add(outcome.postValue());
                };
            });
            try (contenders) {
                contenders.awaitMoreTurns(40);
                clients.disturb();
                contenders.awaitMoreTurns(40);
                contenders.stop();
            }
            assertThat(numbers).doesNotHaveDuplicates();
            AtomicValue<Long> last = new DistributedAtomicLong(clients.anywhere(), path, OPTIMISM).add(0L);
            assertThat(last.postValue() - numbers.size())
                    .as("increments done twice by a retry after a lost connection")
                    .isBetween(0L, (long) clients.connectionsLost());
            clients.assertUndisturbedClientsNoticedNothing();
        }
    }
}
