package io.corral.server.frontend;

import io.corral.wire.frame.FourLetterWord;
import java.util.concurrent.CompletionStage;

/** Answers four letter words. Called on an event loop; must not block, so what takes time completes later. */
public interface OperatorCommands {
    /** The text to send before the connection is closed. */
    CompletionStage<String> answer(FourLetterWord word);
}
