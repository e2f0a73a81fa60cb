package io.corral.admin.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.corral.admin.http.Query;
import io.corral.server.status.ServerStatus;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One admin command.
 *
 * @param names its names, the one that is shown first
 * @param needsServing whether it is answered only while clients are served
 * @param answer writes the command's own fields; completes with the error text, empty for none
 */
record Command(List<String> names, boolean needsServing, Answer answer) {

    /** Writes the fields of one command. */
    @FunctionalInterface
    interface Answer {
        /** Adds the fields to the document. */
        CompletableFuture<String> write(Query query, ServerStatus status, ObjectNode document);
    }

    static final CompletableFuture<String> NO_ERROR = CompletableFuture.completedFuture("");

    String primaryName() {
        return names.get(0);
    }

    /** A command that is answered from the status alone. */
    static Command of(List<String> names, boolean needsServing, Fields fields) {
        return new Command(names, needsServing, (query, status, document) -> {
            fields.write(status, document);
            return NO_ERROR;
        });
    }

    /** A command whose fields need something that is promised. */
    static <T> Command promised(
            List<String> names, Function<ServerStatus, CompletableFuture<T>> source, PromisedFields<T> fields) {
        return new Command(
                names,
                true,
                (query, status, document) -> source.apply(status).thenApply(value -> {
                    fields.write(status, value, document);
                    return "";
                }));
    }

    /** Fields from the status alone. */
    @FunctionalInterface
    interface Fields {
        /** Adds the fields to the document. */
        void write(ServerStatus status, ObjectNode document);
    }

    /** Fields from the status and something that was promised. */
    @FunctionalInterface
    interface PromisedFields<T> {
        /** Adds the fields to the document. */
        void write(ServerStatus status, T value, ObjectNode document);
    }
}
