package io.corral.server.frontend;

import io.corral.server.replication.Leadership;
import io.corral.server.replication.ReplicationLink;
import java.util.List;

/** The way into the log as event loops use it for their clients; what becomes of writes and reads is left to the test. */
abstract class ClientsLink implements ReplicationLink {
    @Override
    public Leadership leadership() {
        return Leadership.NONE;
    }

    @Override
    public void submitInTerm(long term, List<byte[]> commands) {
        throw new AssertionError("clients' writes are nobody's decision");
    }

    @Override
    public boolean refusesWrites() {
        return false;
    }
}
