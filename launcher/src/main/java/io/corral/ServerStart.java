package io.corral;

import io.corral.server.config.ServerConfig;
import java.io.IOException;

/** Starts a server. */
@FunctionalInterface
interface ServerStart {

    /**
     * Starts a server with a configuration; it takes no clients yet.
     *
     * @throws IOException when its files cannot be used or a port cannot be bound; the message says which
     */
    RunningServer start(ServerConfig config) throws IOException;
}
