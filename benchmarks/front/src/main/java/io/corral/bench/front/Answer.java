package io.corral.bench.front;

/**
 * An answer to be written.
 *
 * @param requestId the request it answers
 * @param status {@link Protocol#EXECUTED} or {@link Protocol#REFUSED}
 * @param count commands executed
 */
record Answer(long requestId, int status, long count) {}
