package io.corral.server.ops;

import io.corral.server.control.AdminEvent;
import io.corral.server.control.ControlPort;
import io.corral.server.control.StateTransfer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Remembers what it was asked to do. */
public final class RecordingControl implements ControlPort {

    private long traceMask = 306;
    final List<String> done = new ArrayList<>();

    @Override
    public CompletableFuture<Long> triggerSnapshot() {
        done.add("snapshot");
        return CompletableFuture.completedFuture(99L);
    }

    @Override
    public void resetServerStatistics() {
        done.add("server");
    }

    @Override
    public long traceMask() {
        return traceMask;
    }

    @Override
    public void setTraceMask(long mask) {
        traceMask = mask;
    }

    @Override
    public CompletableFuture<Void> resetConnectionStatistics() {
        done.add("connections");
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void happened(AdminEvent event) {
        done.add(event.name());
    }

    @Override
    public StateTransfer transfer() {
        throw new UnsupportedOperationException("no state here");
    }
}
