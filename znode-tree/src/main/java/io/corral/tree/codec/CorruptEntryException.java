package io.corral.tree.codec;

/**
 * A log entry cannot be decoded. Entries are made by servers and protected by checksums, never by clients, so this means
 * damage or a release that is too old: a committed entry that fails like this must stop the node.
 */
public final class CorruptEntryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * An entry is damaged.
     *
     * @param message what does not fit
     */
    public CorruptEntryException(String message) {
        super(message);
    }
}
