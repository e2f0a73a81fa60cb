package io.corral.wire.record;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result of one part of a multi or multiRead.
 */
@SuppressWarnings("ArrayRecordComponent") // The records with bytes compare them by content.
public sealed interface MultiResult {

    /** Calls the visitor's method for this kind of result. */
    <R> R accept(MultiResultVisitor<R> visitor);

    /**
     * A part that failed, or was not done because another failed.
     *
     * @param err one of {@link ErrorCode}: 0 before the part that failed, its own code there, -2 after it
     */
    record Failed(int err) implements MultiResult {
        @Override
        public <R> R accept(MultiResultVisitor<R> visitor) {
            return visitor.failed(this);
        }
    }

    /**
     * A part that created a node and answers with the path alone: create.
     *
     * @param path the final path
     */
    record Created(@Nullable String path) implements MultiResult {
        @Override
        public <R> R accept(MultiResultVisitor<R> visitor) {
            return visitor.created(this);
        }
    }

    /**
     * A part that created a node and answers with its Stat: create2, createContainer, createTTL; all of type 15.
     *
     * @param path the final path
     * @param stat the Stat right after this part
     */
    record CreatedWithStat(@Nullable String path, StatFields stat) implements MultiResult {
        @Override
        public <R> R accept(MultiResultVisitor<R> visitor) {
            return visitor.createdWithStat(this);
        }
    }

    /** A delete done. */
    record Deleted() implements MultiResult {
        @Override
        public <R> R accept(MultiResultVisitor<R> visitor) {
            return visitor.deleted(this);
        }
    }

    /** A check passed. */
    record Checked() implements MultiResult {
        @Override
        public <R> R accept(MultiResultVisitor<R> visitor) {
            return visitor.checked(this);
        }
    }

    /**
     * A setData done.
     *
     * @param stat the Stat right after this part
     */
    record DataSet(StatFields stat) implements MultiResult {
        @Override
        public <R> R accept(MultiResultVisitor<R> visitor) {
            return visitor.dataSet(this);
        }
    }

    /**
     * A getData answered.
     *
     * @param data the node's data
     * @param stat the node's Stat
     */
    record DataRead(byte @Nullable [] data, StatFields stat) implements MultiResult {
        @Override
        public <R> R accept(MultiResultVisitor<R> visitor) {
            return visitor.dataRead(this);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof DataRead that && Arrays.equals(data, that.data) && Objects.equals(stat, that.stat);
        }

        @Override
        public int hashCode() {
            return Objects.hash(Arrays.hashCode(data), stat);
        }

        /** Shows the length of the bytes only, since they may be secret or large. */
        @Override
        public String toString() {
            return "DataRead[data=" + WireValues.length(data) + ", stat=" + stat + "]";
        }
    }

    /**
     * A getChildren answered.
     *
     * @param names in no particular order
     */
    record ChildrenRead(@Nullable List<@Nullable String> names) implements MultiResult {
        public ChildrenRead {
            names = WireValues.copyOfNullable(names);
        }

        @Override
        public <R> R accept(MultiResultVisitor<R> visitor) {
            return visitor.childrenRead(this);
        }
    }
}
