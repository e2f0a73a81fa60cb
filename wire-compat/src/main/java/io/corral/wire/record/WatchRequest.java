package io.corral.wire.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request about the watches of the connection it comes by.
 */
public sealed interface WatchRequest extends Request {

    /**
     * Asks whether this connection has a watch.
     *
     * @param path the node's path as sent
     * @param type 1 children, 2 data, 3 any, 4 persistent, 5 persistent recursive; others are possible
     */
    record CheckWatches(@Nullable String path, int type) implements WatchRequest {
        @Override
        public OpCode opCode() {
            return OpCode.CHECK_WATCHES;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.checkWatches(this);
        }
    }

    /**
     * Removes watches of this connection.
     *
     * @param path the node's path as sent
     * @param type 1 children, 2 data, 3 any, 4 persistent, 5 persistent recursive; others are possible
     */
    record RemoveWatches(@Nullable String path, int type) implements WatchRequest {
        @Override
        public OpCode opCode() {
            return OpCode.REMOVE_WATCHES;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.removeWatches(this);
        }
    }

    /**
     * Leaves a persistent watch.
     *
     * @param path the node's path as sent
     * @param mode 0 persistent, 1 persistent recursive; others are possible
     */
    record AddWatch(@Nullable String path, int mode) implements WatchRequest {
        @Override
        public OpCode opCode() {
            return OpCode.ADD_WATCH;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.addWatch(this);
        }
    }

    /**
     * Leaves a reconnecting client's one-shot watches again.
     *
     * @param relativeZxid the last zxid the client saw
     * @param dataWatches paths watched for data
     * @param existWatches paths watched for coming into being
     * @param childWatches paths watched for children
     */
    record SetWatches(
            long relativeZxid,
            @Nullable List<@Nullable String> dataWatches,
            @Nullable List<@Nullable String> existWatches,
            @Nullable List<@Nullable String> childWatches)
            implements WatchRequest {
        public SetWatches {
            dataWatches = WireValues.copyOfNullable(dataWatches);
            existWatches = WireValues.copyOfNullable(existWatches);
            childWatches = WireValues.copyOfNullable(childWatches);
        }

        @Override
        public OpCode opCode() {
            return OpCode.SET_WATCHES;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.setWatches(this);
        }
    }

    /**
     * Leaves a reconnecting client's watches of every kind again.
     *
     * @param relativeZxid the last zxid the client saw
     * @param dataWatches paths watched for data
     * @param existWatches paths watched for coming into being
     * @param childWatches paths watched for children
     * @param persistentWatches paths watched persistently
     * @param persistentRecursiveWatches paths watched persistently with all below them
     */
    record SetWatches2(
            long relativeZxid,
            @Nullable List<@Nullable String> dataWatches,
            @Nullable List<@Nullable String> existWatches,
            @Nullable List<@Nullable String> childWatches,
            @Nullable List<@Nullable String> persistentWatches,
            @Nullable List<@Nullable String> persistentRecursiveWatches)
            implements WatchRequest {
        public SetWatches2 {
            dataWatches = WireValues.copyOfNullable(dataWatches);
            existWatches = WireValues.copyOfNullable(existWatches);
            childWatches = WireValues.copyOfNullable(childWatches);
            persistentWatches = WireValues.copyOfNullable(persistentWatches);
            persistentRecursiveWatches = WireValues.copyOfNullable(persistentRecursiveWatches);
        }

        @Override
        public OpCode opCode() {
            return OpCode.SET_WATCHES2;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.setWatches2(this);
        }
    }
}
