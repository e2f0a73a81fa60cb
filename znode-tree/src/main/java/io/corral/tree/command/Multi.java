package io.corral.tree.command;

import io.corral.tree.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Several operations under one zxid: all happen, each seeing what those before it have done, or none.
 *
 * @param operations in order; may be empty
 */
public record Multi(List<MultiOperation> operations) implements Operation {
    /** Copies the list. */
    public Multi {
        operations = List.copyOf(operations);
    }

    @Override
    public Result perform(WriteScope scope) {
        List<Result> results = new ArrayList<>(operations.size());
        scope.edit().begin();
        for (MultiOperation operation : operations) {
            Result result = operation.perform(scope);
            if (result.error() != ErrorCode.OK) {
                scope.edit().rollBack();
                scope.forgetChanges();
                return failed(results.size(), result.error());
            }
            results.add(result);
        }
        scope.edit().keep();
        return new Result.Multi(List.copyOf(results));
    }

    private Result failed(int culprit, int error) {
        List<Result> results = new ArrayList<>(operations.size());
        for (int i = 0; i < operations.size(); i++) {
            int shown = i < culprit ? ErrorCode.OK : ErrorCode.RUNTIME_INCONSISTENCY;
            results.add(new Result.Failure(i == culprit ? error : shown));
        }
        return new Result.Multi(List.copyOf(results));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
