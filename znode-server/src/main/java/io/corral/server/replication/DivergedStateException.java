package io.corral.server.replication;

/** This server's tree differs from the leader's at the same log index. It must not answer anybody any more. */
public final class DivergedStateException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    DivergedStateException(long index, long ownDigest, long leadersDigest) {
        super("the tree at log index " + index + " has digest " + Long.toHexString(ownDigest) + " here and "
                + Long.toHexString(leadersDigest) + " on the leader. This server stops rather than serve a wrong tree."
                + " Check that all servers run the same release with the same skipACL, enforceQuota and"
                + " extendedTypesEnabled; keep its data for a report, then delete its data and restart it: it will fetch"
                + " the tree from the others.");
    }
}
