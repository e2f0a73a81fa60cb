package io.corral.sim.cluster;

import io.corral.sim.history.Call;
import io.corral.sim.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The clients of a cluster, and everything they were ever told. */
final class Clients {
    private final List<Call> history = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();

    Clients(Cluster cluster, SplittableRandom random) {
        for (int id = 1; id <= cluster.shape().clients(); id++) {
            clients.add(new Client(id, cluster, random.split(), this));
        }
    }

    void begin() {
        clients.forEach(Client::goOn);
    }

    /** No new operations; those that were asked go on until they are answered. */
    void finish() {
        clients.forEach(Client::finish);
    }

    boolean allAnswered() {
        return clients.stream().noneMatch(Client::isWaiting);
    }

    List<Call> history() {
        return history;
    }

    Call ask(int client, Operation operation, long nowNanos) {
        Call call = new Call(client, operation, nowNanos);
        history.add(call);
        return call;
    }
}
