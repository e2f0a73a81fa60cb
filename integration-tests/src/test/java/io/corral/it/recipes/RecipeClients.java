package io.corral.it.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.ServerProgram;
import io.corral.it.recipes.Disturbance.Strike;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.retry.RetryForever;

/**
 * The Curator clients of one test, with everything that happened to their connections. Some may connect to any server, some only
 * to one that is not disturbed: the latter must not notice anything.
 */
final class RecipeClients implements AutoCloseable {
    private static final int CONNECT_MILLIS = 3_000;
    private static final int RETRY_MILLIS = 100;

    /** A client and the states its connection went through. */
    private record Observed(CuratorFramework client, boolean atBystander, List<ConnectionState> states) {}

    private final Ensemble ensemble;
    private final Disturbance disturbance;
    private final Strike strike;
    private final List<Observed> opened = new ArrayList<>();

    RecipeClients(Ensemble ensemble, Disturbance disturbance) {
        this.ensemble = ensemble;
        this.disturbance = disturbance;
        this.strike = disturbance.aimAt(ensemble);
    }

    /** A client that may use any server. */
    CuratorFramework anywhere() {
        return open(ensemble.connectString(), false);
    }

    /** A client of a server to which nothing will happen. */
    CuratorFramework atBystander() {
        return open(strike.bystander().connectString(), true);
    }

    /** Clients of both kinds, in turn. */
    List<CuratorFramework> several(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> i % 2 == 0 ? anywhere() : atBystander())
                .toList();
    }

    private CuratorFramework open(String connectString, boolean atBystander) {
        CuratorFramework client = CuratorFrameworkFactory.builder()
                .connectString(connectString)
                .sessionTimeoutMs((int) Pauses.SESSION_TIMEOUT.toMillis())
                .connectionTimeoutMs(CONNECT_MILLIS)
                .retryPolicy(new RetryForever(RETRY_MILLIS))
                .build();
        List<ConnectionState> states = new CopyOnWriteArrayList<>();
        client.getConnectionStateListenable().addListener((changed, state) -> states.add(state));
        opened.add(new Observed(client, atBystander, states));
        client.start();
        return client;
    }

    /** The disturbance happens now; returns when the ensemble is whole again. */
    void disturb() {
        strike.perform();
    }

    /** How often the clients lost their connections up to now. */
    int connectionsLost() {
        return (int) opened.stream()
                .flatMap(observed -> observed.states().stream())
                .filter(state -> state == ConnectionState.SUSPENDED)
                .count();
    }

    /**
     * No session was lost, and the clients of undisturbed servers noticed nothing. ZooKeeper closes all connections when its leader
     * dies, so there the second half is asked for only when the leader lives.
     */
    void assertUndisturbedClientsNoticedNothing() {
        assertThat(opened).allSatisfy(observed -> assertThat(observed.states()).doesNotContain(ConnectionState.LOST));
        if (disturbance != Disturbance.LEADER_KILLED || ensemble.program() == ServerProgram.CORRAL) {
            assertThat(opened)
                    .filteredOn(Observed::atBystander)
                    .allSatisfy(observed -> assertThat(observed.states()).containsOnly(ConnectionState.CONNECTED));
        }
    }

    @Override
    public void close() {
        opened.forEach(observed -> observed.client().close());
    }
}
