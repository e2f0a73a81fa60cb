package io.corral.server.assembly;

import io.corral.server.frontend.OperatorCommands;
import io.corral.server.ops.FourLetterWords;
import io.corral.wire.frame.FourLetterWord;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Passes four letter words on to those who answer them; they come into being after the client port that needs them. */
final class OperatorDesk implements OperatorCommands {
    private volatile @Nullable FourLetterWords words;

    /** From now on words are answered. */
    void open(FourLetterWords answering) {
        words = answering;
    }

    @Override
    public CompletionStage<String> answer(FourLetterWord word) {
        FourLetterWords answering = words;
        return answering == null
                ? CompletableFuture.completedFuture("")
                : answering.answer(word.command().word());
    }
}
