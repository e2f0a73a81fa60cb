package io.corral.sim.cluster;

import io.corral.raft.core.Persist;
import io.corral.raft.port.GroupPersist;
import io.corral.raft.port.LogStorage;
import io.corral.raft.port.SharedLog;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** The log of one process, with an account of what each group has in it. */
final class ObservedLog implements SharedLog {
    private final SharedLog real;
    private final Map<Integer, DurableAccount> accounts;
    private final Map<Integer, LogStorage> views = new TreeMap<>();

    /**
     * A log that was just opened.
     *
     * @throws io.corral.sim.promise.BrokenPromise when it lacks something that was durable
     */
    ObservedLog(SharedLog real, Map<Integer, DurableAccount> accounts) {
        this.real = real;
        this.accounts = accounts;
        accounts.forEach((group, account) -> views.put(group, new ObservedGroupLog(real.group(group), account)));
    }

    @Override
    public LogStorage group(int group) {
        return Objects.requireNonNull(views.get(group), "an unknown group");
    }

    @Override
    public Set<Integer> groups() {
        return real.groups();
    }

    @Override
    public void persist(List<GroupPersist> batch) throws IOException {
        for (Map.Entry<Integer, DurableAccount> account : accounts.entrySet()) {
            account.getValue().persistBegins(of(account.getKey(), batch));
        }
        real.persist(batch);
        accounts.values().forEach(DurableAccount::persisted);
    }

    private static List<Persist> of(int group, List<GroupPersist> batch) {
        return batch.stream()
                .filter(each -> each.group() == group)
                .map(GroupPersist::persist)
                .toList();
    }

    @Override
    public void close() throws IOException {
        real.close();
    }
}
