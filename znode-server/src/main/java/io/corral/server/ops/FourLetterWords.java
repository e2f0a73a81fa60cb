package io.corral.server.ops;

import io.corral.server.config.CommandWhitelist;
import io.corral.server.control.ControlPort;
import io.corral.server.status.ServerMode;
import io.corral.server.status.ServerStatus;
import io.corral.server.status.ServerStatusSource;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * ZooKeeper's four letter words: a client sends four ASCII letters instead of a first packet, the server answers with text
 * and closes. Any thread may ask.
 */
public final class FourLetterWords {

    private static final String NOT_SERVING = "This ZooKeeper instance is not currently serving requests\n";

    private static final String SET_TRACE_MASK = "stmk";

    private final CommandWhitelist whitelist;
    private final ServerStatusSource source;
    private final ControlPort control;
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
        this.control = control;
        this.answers = Map.ofEntries(
                Map.entry("ruok", always(status -> "imok")),
                Map.entry("isro", always(FourLetterWords::isReadOnly)),
                Map.entry("envi", always(status -> StatusTexts.environment(environment, status))),
                Map.entry("gtmk", always(status -> Long.toString(control.traceMask()))),
                Map.entry("srvr", whenServing(StatusTexts::server)),
                Map.entry("stat", new Answer(true, this::statistics)),
                Map.entry("mntr", whenServing(MonitorText::of)),
                Map.entry("conf", whenServing(StatusTexts::configuration)),
                Map.entry("dirs", whenServing(StatusTexts::directories)),
                Map.entry("wchs", whenServing(StatusTexts::watchSummary)),
                Map.entry(
                        "cons", new Answer(true, status -> source.connections().thenApply(ConnectionTexts::full))),
                Map.entry("dump", new Answer(true, this::dump)),
                Map.entry("wchc", new Answer(true, status -> source.watches().thenApply(WatchTexts::bySession))),
                Map.entry("wchp", new Answer(true, status -> source.watches().thenApply(WatchTexts::byPath))),
                Map.entry("hash", whenServing(status -> DigestTexts.lines(source.digests()))),
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
     * @param word one of the words ZooKeeper knows
     * @param argument the bytes behind the word; only stmk looks at them
     */
    public CompletableFuture<String> answer(String word, byte[] argument) {
        if (!whitelist.allows(word)) {
            return CompletableFuture.completedFuture(word + " is not executed because it is not in the whitelist.\n");
        }
        if (word.equals(SET_TRACE_MASK)) {
            return CompletableFuture.completedFuture(setTraceMask(argument));
        }
        Answer answer = answers.get(word);
        if (answer == null) {
            return CompletableFuture.completedFuture("");
        }
        ServerStatus status = source.current();
        if (answer.needsServing() && !status.serving()) {
            return CompletableFuture.completedFuture(word.equals("hash") ? NOT_SERVING.strip() : NOT_SERVING);
        }
        return answer.text().apply(status);
    }

    private CompletableFuture<String> statistics(ServerStatus status) {
        return source.connections().thenApply(connections -> StatusTexts.statistics(status, connections));
    }

    private CompletableFuture<String> dump(ServerStatus status) {
        return source.sessions()
                .thenCompose(sessions -> source.expiries()
                        .thenCombine(
                                source.connections(),
                                (expiries, connections) -> SessionTexts.dump(status, sessions, expiries, connections)));
    }

    /** Without a whole mask behind the word, ZooKeeper closes the connection and says nothing. */
    private String setTraceMask(byte[] argument) {
        if (argument.length < Long.BYTES) {
            return "";
        }
        control.setTraceMask(ByteBuffer.wrap(argument).getLong());
        return Long.toString(control.traceMask());
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
