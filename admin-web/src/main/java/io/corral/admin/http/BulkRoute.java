package io.corral.admin.http;

import java.io.IOException;

/** Answers requests that carry, or are answered with, more than should be held in memory. Called on several threads; may block. */
@FunctionalInterface
public interface BulkRoute {

    /** Answers; an exception before the answer has begun becomes a 500. */
    void answer(BulkExchange exchange) throws IOException;
}
