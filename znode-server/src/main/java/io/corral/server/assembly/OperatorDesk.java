package io.corral.server.assembly;

import io.corral.server.frontend.OperatorCommands;
import io.corral.server.ops.FourLetterWords;
import io.corral.wire.frame.FourLetterWord;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Passes four letter words on to those who answer them; they come into being after the client port that needs them. */
final class OperatorDesk implements OperatorCommands {
    private record Staff(FourLetterWords words, Supplier<CompletableFuture<Void>> refresh, Executor executor) {}

    private volatile @Nullable Staff staff;

    /**
     * From now on words are answered.
     *
     * @param words who answers
     * @param refresh brings counters up to date
     * @param executor where answers are put together, which may mean looking at the disk
     */
    void open(FourLetterWords words, Supplier<CompletableFuture<Void>> refresh, Executor executor) {
        staff = new Staff(words, refresh, executor);
    }

    @Override
    public CompletionStage<String> answer(FourLetterWord word) {
        Staff answering = staff;
        if (answering == null) {
            return CompletableFuture.completedFuture("");
        }
        return answering
                .refresh
                .get()
                .thenComposeAsync(
                        unused -> answering.words.answer(word.command().word(), word.argument()), answering.executor);
    }
}
