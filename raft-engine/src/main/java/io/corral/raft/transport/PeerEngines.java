package io.corral.raft.transport;

import javax.net.ssl.SSLEngine;

/** Makes what protects connections between nodes with TLS. Thread-safe; asked anew for each connection, so what it knows may change. */
public interface PeerEngines {

    /**
     * The side of the node that dials. It has to make sure that the other side is whom it was meant to be.
     *
     * @param host name or address as configured
     * @param port port as configured
     */
    SSLEngine dialling(String host, int port);

    /**
     * The side of the node that is dialled. It has to make sure that the other side belongs to the cluster.
     *
     * @param host address of the caller
     * @param port port of the caller
     */
    SSLEngine accepting(String host, int port);
}
