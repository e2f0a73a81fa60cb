package io.corral.admin.http;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Answers one path. Called on several threads; must not block. */
@FunctionalInterface
public interface Route {

    /** The reply, or its promise. An exception, thrown or in the future, is answered with 500 and logged. */
    CompletableFuture<Reply> answer(Query query);

    /** A route that answers at once. */
    static Route immediate(Function<Query, Reply> answer) {
        return query -> CompletableFuture.completedFuture(answer.apply(query));
    }
}
