package io.corral.wire.record;

/**
 * What precedes every reply body.
 *
 * @param xid the id of the request answered, or {@link Xid#NOTIFICATION}
 * @param zxid the transaction the reply belongs to, or the server's last applied one
 * @param err one of {@link ErrorCode}; a body follows only when it is 0, with few exceptions
 */
public record ReplyHeader(int xid, long zxid, int err) {}
