package io.corral.raft.node;

import java.util.concurrent.CompletableFuture;

/** Joins futures. */
final class Completions {
    private Completions() {}

    /** Completes {@code target} the way {@code source} completes. */
    static <T> void pass(CompletableFuture<T> source, CompletableFuture<T> target) {
        var unused = source.whenComplete((value, failure) -> {
            if (failure != null) {
                target.completeExceptionally(failure);
            } else {
                target.complete(value);
            }
        });
    }
}
