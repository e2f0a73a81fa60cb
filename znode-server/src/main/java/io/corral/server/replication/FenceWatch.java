package io.corral.server.replication;

import io.corral.tree.command.Command;
import io.corral.tree.command.SessionWrite;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;

/** Knows which local sessions have a write in the batch being collected, to see where a fence separates two of them. */
final class FenceWatch {
    private final long localServerId;
    private final LongObjectMap<Boolean> sessionsInBatch = new LongObjectHashMap<>();

    FenceWatch(long localServerId) {
        this.localServerId = localServerId;
    }

    /** Whether the batch has to end before this command. */
    boolean separates(Command command) {
        return isLocal(command)
                && command instanceof SessionWrite write
                && write.fence()
                && sessionsInBatch.containsKey(write.sessionId());
    }

    /** The command is part of the batch. */
    void note(Command command) {
        if (isLocal(command) && command instanceof SessionWrite write) {
            sessionsInBatch.put(write.sessionId(), Boolean.TRUE);
        }
    }

    /** A new batch begins. */
    void clear() {
        sessionsInBatch.clear();
    }

    private boolean isLocal(Command command) {
        return command.origin().serverId() == localServerId;
    }
}
