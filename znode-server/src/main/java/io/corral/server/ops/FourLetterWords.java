package io.corral.server.ops;

import io.corral.server.config.CommandWhitelist;
import io.corral.server.control.ControlPort;
import io.corral.server.status.ServerMode;
import io.corral.server.status.ServerStatus;
import io.corral.server.status.ServerStatusSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * ZooKeeper's four letter words: a client sends four ASCII letters instead of a first packet, the server answers with text
 * and closes. Any thread may ask.
 */
public final class FourLetterWords {

    private static final String NOT_SERVING = "This ZooKeeper instance is not currently serving requests\n";

    /** The trace mask of a ZooKeeper server nobody changed; Corral has none. */
    private static final String DEFAULT_TRACE_MASK = "306";

    /** Words that are recognised as such, so that they are not taken for the length of a packet, and not answered yet. */
    private static final String UNANSWERED = " hash stmk wchc wchp ";

    private final CommandWhitelist whitelist;
    private final ServerStatusSource source;
    private final Map<String, Answer> answers;

    /**
     * The words of one server.
     *
     * @param whitelist which are answered
     * @param source where the state is read
     * @param control what {@code srst} and {@code crst} act on
     * @param environment what {@code envi} shows
     */
    public FourLetterWords(
            CommandWhitelist whitelist, ServerStatusSource source, ControlPort control, EnvironmentFacts environment) {
        this.whitelist = whitelist;
        this.source = source;
        this.answers = Map.ofEntries(
                Map.entry("ruok", always(status -> "imok")),
                Map.entry("isro", always(FourLetterWords::isReadOnly)),
                Map.entry("envi", always(status -> StatusTexts.environment(environment, status))),
                Map.entry("gtmk", always(status -> DEFAULT_TRACE_MASK)),
                Map.entry("srvr", whenServing(StatusTexts::server)),
                Map.entry("stat", new Answer(true, this::statistics)),
                Map.entry("mntr", whenServing(MonitorText::of)),
                Map.entry("conf", whenServing(StatusTexts::configuration)),
                Map.entry("dirs", whenServing(StatusTexts::directories)),
                Map.entry("wchs", whenServing(StatusTexts::watchSummary)),
                Map.entry(
                        "cons", new Answer(true, status -> source.connections().thenApply(ConnectionTexts::full))),
                Map.entry("dump", new Answer(true, status -> source.sessions().thenApply(SessionTexts::dump))),
                Map.entry("srst", whenServing(status -> resetServer(control))),
                Map.entry(
                        "crst",
                        new Answer(
                                true,
                                status -> control.resetConnectionStatistics()
                                        .thenApply(done -> "Connection stats reset.\n"))));
    }

    /**
     * The text to answer before closing the connection.
     *
     * @param word one of the words ZooKeeper knows, answered here or not
     */
    public CompletableFuture<String> answer(String word) {
        if (!whitelist.allows(word)) {
            return CompletableFuture.completedFuture(word + " is not executed because it is not in the whitelist.\n");
        }
        Answer answer = answers.get(word);
        if (answer == null) {
            return CompletableFuture.completedFuture(
                    unanswered(word) ? word + " is not available in this version.\n" : "");
        }
        ServerStatus status = source.current();
        if (answer.needsServing() && !status.serving()) {
            return CompletableFuture.completedFuture(NOT_SERVING);
        }
        return answer.text().apply(status);
    }

    private CompletableFuture<String> statistics(ServerStatus status) {
        return source.connections().thenApply(connections -> StatusTexts.statistics(status, connections));
    }

    private static boolean unanswered(String word) {
        return UNANSWERED.contains(" " + word + " ");
    }

    private static String resetServer(ControlPort control) {
        control.resetServerStatistics();
        return "Server stats reset.\n";
    }

    private static String isReadOnly(ServerStatus status) {
        if (!status.serving()) {
            return "null";
        }
        return status.standing().mode() == ServerMode.READ_ONLY ? "ro" : "rw";
    }

    private static Answer always(Function<ServerStatus, String> text) {
        return new Answer(false, status -> CompletableFuture.completedFuture(text.apply(status)));
    }

    private static Answer whenServing(Function<ServerStatus, String> text) {
        return new Answer(true, status -> CompletableFuture.completedFuture(text.apply(status)));
    }

    private record Answer(boolean needsServing, Function<ServerStatus, CompletableFuture<String>> text) {}
}
