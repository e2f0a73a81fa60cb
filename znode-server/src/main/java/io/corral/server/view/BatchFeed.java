package io.corral.server.view;

import java.util.List;

/**
 * The growing end of the list of published batches. One thread publishes (the apply thread); any thread may ask for the
 * newest batch. Readers are known from the start, so that none can miss a batch between asking and listening.
 */
public final class BatchFeed {
    private volatile PublishedBatch newest;
    private final int readerCount;
    private volatile List<BatchReader> readers = List.of();

    /**
     * @param initial the state before the first batch; readers start from it
     * @param readerCount how many walk the whole list and call {@link PublishedBatch#passed} on each batch they leave; 0 when
     *     they cannot be counted, and then the list is kept as long as someone holds its beginning
     */
    public BatchFeed(PublishedBatch initial, int readerCount) {
        this.newest = initial;
        this.readerCount = readerCount;
        initial.awaitPassing(readerCount);
    }

    /** Names those who are woken from now on. Call once, before traffic starts. */
    public void wakeFromNowOn(List<BatchReader> those) {
        readers = List.copyOf(those);
    }

    /** The newest published batch: the freshest state this server has. */
    public PublishedBatch newest() {
        return newest;
    }

    /** Appends a batch and wakes whoever wants it. Apply thread only. */
    public void publish(PublishedBatch batch) {
        batch.awaitPassing(readerCount);
        newest.linkTo(batch);
        newest = batch;
        for (BatchReader reader : readers) {
            if (reader.wants(batch)) {
                reader.wake();
            }
        }
    }
}
