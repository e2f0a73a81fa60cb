package io.corral.bench.load;

import io.corral.bench.front.Protocol;
import java.io.IOException;

/** Commands for the front end of an engine's leader. */
public final class AppendTraffic extends Traffic {
    private final int port;
    private final int inFlight;
    private final int commandBytes;

    /**
     * Describes it.
     *
     * @param port of the leader's front end
     * @param inFlight commands that each connection keeps unanswered, at least 1
     * @param commandBytes size of a command
     */
    public AppendTraffic(int port, int inFlight, int commandBytes) {
        if (commandBytes < Protocol.SMALLEST_COMMAND_BYTES || commandBytes > Protocol.LARGEST_COMMAND_BYTES) {
            throw new IllegalArgumentException("commands of " + commandBytes + " bytes");
        }
        this.port = port;
        this.inFlight = inFlight;
        this.commandBytes = commandBytes;
    }

    @Override
    LoadConnection open(int number) throws IOException {
        return new AppendConnection(port, inFlight, commandBytes);
    }
}
