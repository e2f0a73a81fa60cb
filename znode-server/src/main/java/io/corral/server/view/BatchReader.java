package io.corral.server.view;

/** One who walks the list of published batches: an event loop, or the leader's watch over sessions. */
public interface BatchReader {
    /**
     * Whether this batch matters to the reader now: it holds results or session endings for it, or the reader looks at every
     * batch because it has watches or waits for an index. Called on the apply thread; must not block.
     */
    boolean wants(PublishedBatch batch);

    /** Asks the reader to walk on soon. Called on the apply thread, coalesced by the reader; must not block. */
    void wake();
}
