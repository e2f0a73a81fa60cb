package io.corral.it.sessions;

import io.corral.it.ensemble.ServerProcess;
import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.apache.zookeeper.ZooDefs.Ids;

/** Raw connections to the servers of an ensemble, and what is often asked on them. */
final class Servers {
    static final int SESSION_MILLIS = 10_000;
    static final int EPHEMERAL = 1;

    private Servers() {}

    static RawClient connect(ServerProcess server, Handshake handshake) throws IOException {
        return RawClient.connect(address(server), handshake);
    }

    static InetSocketAddress address(ServerProcess server) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.clientPort());
    }

    static RawClient connect(ServerProcess server) throws IOException {
        return connect(server, Handshake.newSession(SESSION_MILLIS));
    }

    static Request create(String path, int flags) {
        return Requests.create(Opcode.CREATE, path, new byte[0], Ids.OPEN_ACL_UNSAFE, flags);
    }
}
