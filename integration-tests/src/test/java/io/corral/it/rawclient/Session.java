package io.corral.it.rawclient;

/**
 * A session as the server granted it.
 *
 * @param id never 0
 * @param password proves ownership when reconnecting
 * @param timeoutMillis as negotiated
 */
public record Session(long id, byte[] password, int timeoutMillis) {}
