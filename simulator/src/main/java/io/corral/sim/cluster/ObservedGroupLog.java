package io.corral.sim.cluster;

import io.corral.raft.core.Persist;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.LogStorage;
import io.corral.raft.port.RestoredLog;
import java.io.IOException;
import java.util.List;

/** The log of one group in one process, with somebody who keeps account of what it must never lose. */
final class ObservedGroupLog implements LogStorage {
    private final LogStorage real;
    private final DurableAccount account;

    /**
     * A log that was just opened.
     *
     * @throws io.corral.sim.promise.BrokenPromise when it lacks something that was durable
     */
    ObservedGroupLog(LogStorage real, DurableAccount account) {
        this.real = real;
        this.account = account;
        account.opened(real);
    }

    @Override
    public RestoredLog restored() {
        return real.restored();
    }

    @Override
    public void persist(List<Persist> batch) throws IOException {
        account.persistBegins(batch);
        real.persist(batch);
        account.persisted();
    }

    @Override
    public boolean compact(long upToIndex) throws IOException {
        account.mayRemoveUpTo(upToIndex);
        boolean more = real.compact(upToIndex);
        account.compacted(real.firstIndex());
        return more;
    }

    @Override
    public void resetTo(SnapshotMeta meta) throws IOException {
        account.resetBegins(meta);
        real.resetTo(meta);
        account.persisted();
    }

    @Override
    public void close() throws IOException {
        real.close();
    }

    @Override
    public long firstIndex() {
        return real.firstIndex();
    }

    @Override
    public long lastIndex() {
        return real.lastIndex();
    }

    @Override
    public long termAt(long index) {
        return real.termAt(index);
    }

    @Override
    public List<LogEntry> read(long from, long toExclusive, long maxBytes) {
        return real.read(from, toExclusive, maxBytes);
    }
}
