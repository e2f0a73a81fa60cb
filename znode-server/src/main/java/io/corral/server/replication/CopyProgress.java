package io.corral.server.replication;

/**
 * What this server has executed of a copy that is brought to replace the state.
 *
 * @param pieces how many pieces are in place; {@link #LOST} when the copy is there no more
 * @param zxid last transaction id of the state once the copy has replaced it; {@link #NOT_YET} before
 */
record CopyProgress(int pieces, long zxid) {
    static final int LOST = -1;
    static final long NOT_YET = -1;

    static CopyProgress taken(int pieces) {
        return new CopyProgress(pieces, NOT_YET);
    }

    static CopyProgress lost() {
        return new CopyProgress(LOST, NOT_YET);
    }

    boolean isLost() {
        return pieces == LOST;
    }

    boolean isDone() {
        return zxid != NOT_YET;
    }
}
