package io.corral.it.oracle;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;

/** Real servers on both sides. */
final class StagedSides implements Sides {
    private final Starter expectedSubject;
    private final Starter actualSubject;
    private Stage expected;
    private Stage actual;

    private StagedSides(Starter expectedSubject, Starter actualSubject, Stage expected, Stage actual) {
        this.expectedSubject = expectedSubject;
        this.actualSubject = actualSubject;
        this.expected = expected;
        this.actual = actual;
    }

    /** Starts servers of both kinds. */
    static StagedSides start(Starter expectedSubject, Starter actualSubject) throws IOException, InterruptedException {
        Stage expected = new Stage(expectedSubject.start());
        try {
            return new StagedSides(expectedSubject, actualSubject, expected, new Stage(actualSubject.start()));
        } catch (IOException | InterruptedException | IllegalStateException failure) {
            expected.close();
            throw failure;
        }
    }

    /** The names of both, the judge's last. */
    String names() {
        return actual.subject().name() + " against " + expected.subject().name();
    }

    @Override
    public Transcript expected(String top, Script script) {
        return perform(expected, top, script);
    }

    @Override
    public Transcript actual(String top, Script script) {
        return perform(actual, top, script);
    }

    private Transcript perform(Stage stage, String top, Script script) {
        try {
            boolean spread = expected.serverCount() > 1 || actual.serverCount() > 1;
            return new Play(stage, top, spread).perform(script);
        } catch (SocketTimeoutException silence) {
            return Transcript.silent(List.of());
        } catch (IOException e) {
            throw new IllegalStateException(stage.subject().name() + " broke off", e);
        }
    }

    @Override
    public void renew() throws IOException, InterruptedException {
        expected.close();
        expected = new Stage(expectedSubject.start());
        actual.close();
        actual = new Stage(actualSubject.start());
    }

    @Override
    public void close() throws IOException {
        expected.close();
        actual.close();
    }

    /** Starts a subject. */
    interface Starter {
        Subject start() throws IOException, InterruptedException;
    }
}
