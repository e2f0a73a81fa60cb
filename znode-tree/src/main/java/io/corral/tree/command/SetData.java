package io.corral.tree.command;

import io.corral.tree.ErrorCode;
import io.corral.tree.NodeDraft;
import io.corral.tree.Znode;
import io.corral.tree.acl.Permission;
import io.corral.tree.path.PathRules;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sets the data of a node.
 *
 * @param path full path
 * @param data the data, or null; not copied
 * @param version the version the data must have; −1 for any
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content, below; copying would cost every write
public record SetData(String path, byte @Nullable [] data, int version) implements MultiOperation {
    @Override
    public Result perform(WriteScope scope) {
        if (!PathRules.isValid(path)) {
            return new Result.Failure(ErrorCode.BAD_ARGUMENTS);
        }
        NodeDraft node = scope.edit().find(path);
        if (node == null) {
            return new Result.Failure(ErrorCode.NO_NODE);
        }
        Znode old = node.fields();
        if (scope.lacks(Permission.WRITE, old.acl())) {
            return new Result.Failure(ErrorCode.NO_AUTH);
        }
        long growth = QuotaKeeping.growth(old, data);
        if (QuotaKeeping.forbids(scope, path, 0, growth)) {
            return new Result.Failure(ErrorCode.QUOTA_EXCEEDED);
        }
        if (ExpectedVersion.differs(version, old.version())) {
            return new Result.Failure(ErrorCode.BAD_VERSION);
        }
        scope.edit()
                .update(
                        node,
                        old.toBuilder()
                                .data(data)
                                .version(old.version() + 1)
                                .modified(scope.zxid(), scope.wallMillis()));
        QuotaKeeping.count(scope, path, 0, growth);
        scope.changed(Change.ofData(path, data == null ? 0 : data.length, scope.zxid(), old.acl()));
        return new Result.Updated(node.stat());
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SetData that
                && path.equals(that.path)
                && Arrays.equals(data, that.data)
                && version == that.version;
    }

    @Override
    public int hashCode() {
        return 31 * path.hashCode() + Arrays.hashCode(data);
    }
}
