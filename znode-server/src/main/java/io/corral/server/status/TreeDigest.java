package io.corral.server.status;

/**
 * The digest of the tree after a transaction, in ZooKeeper's formula. Servers that show another digest for the same transaction hold
 * different trees.
 *
 * @param zxid the transaction
 * @param digest the digest, version 2
 */
public record TreeDigest(long zxid, long digest) {
    /** The version of the formula that ZooKeeper 3.9 writes beside a digest. */
    public static final int VERSION = 2;
}
