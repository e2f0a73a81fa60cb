package io.corral.server.frontend;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;

/** The clients of one event loop that do not take what they asked for. Touched by its event loop alone. */
final class SlowClients {
    private final Set<Client> clients = new LinkedHashSet<>();

    /** Someone for whom bytes wait. */
    interface Client {
        /** Bytes that wait for it; 0 when it takes them, or is gone. */
        long untakenBytes();

        /** Does away with it, and with what waits for it. */
        void cutOff();
    }

    /** The client takes nothing at the moment. */
    void add(Client client) {
        clients.add(client);
    }

    void remove(Client client) {
        clients.remove(client);
    }

    int size() {
        return clients.size();
    }

    /** Cuts off those for whom most waits, until no more than so many bytes wait for all. */
    void cutOffWorst(long bytesMax) {
        clients.removeIf(client -> client.untakenBytes() == 0);
        long sum = clients.stream().mapToLong(Client::untakenBytes).sum();
        while (sum > bytesMax && !clients.isEmpty()) {
            Client worst = Collections.max(clients, Comparator.comparingLong(Client::untakenBytes));
            clients.remove(worst);
            sum -= worst.untakenBytes();
            worst.cutOff();
        }
    }
}
