package io.corral.raft.log;

import io.corral.raft.core.HardState;
import io.corral.raft.core.Persist;
import io.corral.raft.port.GroupPersist;
import io.corral.raft.port.LogStorage;
import io.corral.raft.port.SharedLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A shared log that a single group has for itself. */
public final class SoleGroupLog implements SharedLog {
    private final int group;
    private final LogStorage storage;

    /** The log of {@code group} alone; closed together with this. */
    public SoleGroupLog(int group, LogStorage storage) {
        this.group = group;
        this.storage = storage;
    }

    @Override
    public LogStorage group(int wanted) {
        if (wanted != group) {
            throw new IllegalArgumentException("this log belongs to group " + group + ", not to group " + wanted);
        }
        return storage;
    }

    @Override
    public Set<Integer> groups() {
        boolean used = !storage.restored().hardState().equals(HardState.INITIAL) || storage.lastIndex() > 0;
        return used ? Set.of(group) : Set.of();
    }

    @Override
    public void persist(List<GroupPersist> batch) throws IOException {
        List<Persist> persists = new ArrayList<>(batch.size());
        for (GroupPersist each : batch) {
            group(each.group());
            persists.add(each.persist());
        }
        storage.persist(persists);
    }

    @Override
    public void close() throws IOException {
        storage.close();
    }
}
