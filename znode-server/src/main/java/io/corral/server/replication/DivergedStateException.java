package io.corral.server.replication;

import java.util.Collection;

/** This server's tree differs from that of a majority at the same log index. It must not answer anybody any more. */
public final class DivergedStateException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    DivergedStateException(DigestHistory.Taken own, long others, Collection<Long> servers) {
        super("the tree at log index " + own.index() + " has digest " + Long.toHexString(own.digest()) + " here and "
                + Long.toHexString(others) + " on servers " + servers
                + ", which are a majority. This server stops rather than"
                + " serve a wrong tree. Check its memory, and that all servers run the same release; keep its data for a report,"
                + " then delete its data and restart it while the others run: it will fetch the tree from them.");
    }
}
