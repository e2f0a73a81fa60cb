package io.corral.server.assembly;

import io.corral.server.control.Admission;
import io.corral.server.control.Credentials;
import io.corral.server.control.LastSnapshot;
import io.corral.server.control.StateCopy;
import io.corral.server.control.StateTransfer;
import io.corral.server.status.DurationMeter;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * Measures how long it takes until a copy has replaced the state, whenever one does.
 *
 * @param desk does the work
 * @param times where the times go
 * @param nanoClock monotonic time in nanoseconds
 */
record TimedTransfer(StateTransfer desk, DurationMeter times, LongSupplier nanoClock) implements StateTransfer {

    @Override
    public Admission admit(Credentials shown) {
        return desk.admit(shown);
    }

    @Override
    public StateCopy copy() {
        return desk.copy();
    }

    @Override
    public LastSnapshot lastSnapshot() {
        return desk.lastSnapshot();
    }

    @Override
    public long restore(InputStream snapshot) throws IOException {
        long began = nanoClock.getAsLong();
        long zxid = desk.restore(snapshot);
        times.record(nanoClock.getAsLong() - began);
        return zxid;
    }
}
