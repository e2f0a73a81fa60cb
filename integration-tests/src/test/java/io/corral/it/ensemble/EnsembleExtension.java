package io.corral.it.ensemble;

import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Gives a test class one ensemble, whole again before each test. When a test fails, the ends of the servers' logs are printed and
 * their files are kept under {@code target/ensembles}.
 *
 * <p>The servers are Corral's unless the JUnit configuration parameter {@value #PARAMETER} names another {@link ServerProgram}:
 * {@code mvn -pl integration-tests -am test -Dcorral.it.servers=zookeeper} shows that a suite asks nothing of Corral that
 * ZooKeeper does not do.
 */
public final class EnsembleExtension implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback, TestWatcher {
    private static final String PARAMETER = "corral.it.servers";
    private static final int LOG_LINES = 60;

    private final int size;
    private final boolean corralOnly;
    private final AtomicBoolean anyFailed = new AtomicBoolean();
    private @Nullable Ensemble ensemble;

    private EnsembleExtension(int size, boolean corralOnly) {
        this.size = size;
        this.corralOnly = corralOnly;
    }

    /** An ensemble of this many servers. */
    public static EnsembleExtension ofServers(int size) {
        return new EnsembleExtension(size, false);
    }

    /** The same for a class that asks for what only Corral promises: it is skipped for any other program. */
    public EnsembleExtension corralOnly() {
        return new EnsembleExtension(size, true);
    }

    /** The ensemble of the running test class. */
    public Ensemble ensemble() {
        if (ensemble == null) {
            throw new IllegalStateException("the ensemble lives from before the first test until after the last");
        }
        return ensemble;
    }

    /**
     * Skips the running test if the program under test closes all connections in the given case. ZooKeeper does when its leader
     * dies; Corral closes only those to the dead server.
     */
    public void assumeBystandersKeepTheirConnectionsWhen(boolean leaderDies) {
        Assumptions.assumeTrue(
                !leaderDies || ensemble().program() == ServerProgram.CORRAL, "this program closes all connections");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        ServerProgram program = context.getConfigurationParameter(PARAMETER)
                .map(name -> ServerProgram.valueOf(name.toUpperCase(Locale.ROOT)))
                .orElse(ServerProgram.CORRAL);
        Assumptions.assumeTrue(!corralOnly || program == ServerProgram.CORRAL, "asks for what only Corral promises");
        String home = context.getRequiredTestClass().getSimpleName() + "-" + UUID.randomUUID();
        Path directory = Path.of("target", "ensembles", home).toAbsolutePath();
        ensemble = Ensemble.start(EnsembleSpec.of(program, size, directory));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        ensemble().heal();
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        anyFailed.set(true);
        System.out.println(
                context.getDisplayName() + " failed; the servers:" + ensemble().logTails(LOG_LINES));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (ensemble == null) {
            return;
        }
        ensemble.close();
        if (!anyFailed.get()) {
            ensemble.erase();
        }
    }
}
