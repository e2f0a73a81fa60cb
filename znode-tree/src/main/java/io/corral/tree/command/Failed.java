package io.corral.tree.command;

/**
 * A request that the server has found wrong before it came to the tree (flags out of range, a body that cannot be read),
 * but which takes its zxid and its place among the writes of its session all the same.
 *
 * @param error ZooKeeper's error code, not 0
 */
public record Failed(int error) implements MultiOperation {
    @Override
    public Result perform(WriteScope scope) {
        return new Result.Failure(error);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
