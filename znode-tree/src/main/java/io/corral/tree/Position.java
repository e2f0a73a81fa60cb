package io.corral.tree;

/**
 * Where a state stands.
 *
 * @param lastZxid the last transaction id given out
 * @param lastWallMillis the latest stamp seen, milliseconds since 1970
 */
record Position(long lastZxid, long lastWallMillis) {
    static final Position START = new Position(0, 0);
}
