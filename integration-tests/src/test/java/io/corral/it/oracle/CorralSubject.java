package io.corral.it.oracle;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.ensemble.ServerProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Corral as it is shipped: one process for each server, started with a zoo.cfg. */
public final class CorralSubject implements Subject {
    private static final int LOG_LINES = 60;

    private final ServerFolder folder;
    private final Ensemble ensemble;

    private CorralSubject(ServerFolder folder, Ensemble ensemble) {
        this.folder = folder;
        this.ensemble = ensemble;
    }

    /** Starts {@code count} empty servers: one alone, or an ensemble of three and more. */
    public static CorralSubject start(int count, SubjectSettings settings) throws IOException {
        ServerFolder folder = ServerFolder.create("corral-subject");
        EnsembleSpec spec = EnsembleSpec.of(ServerProgram.CORRAL, count, folder.path())
                .with("extendedTypesEnabled", "true")
                .with("enforceQuota", "true")
                .with(
                        "DigestAuthenticationProvider.superDigest",
                        Identity.SUPER.id().getId())
                .with("tickTime", Integer.toString(SubjectSettings.TICK_MILLIS))
                .with("maxSessionTimeout", Integer.toString(SubjectSettings.LONGEST_SESSION_MILLIS))
                .with("maxClientCnxns", Integer.toString(settings.maxClientCnxns()))
                .with("nio.sessionlessCnxnTimeout", Integer.toString(settings.sessionlessTimeoutMillis()))
                // The ZooKeeper server beside this one never clears containers away: PerishableOracleTest compares
                // that.
                .withJvmOption("-Dznode.container.checkIntervalMs=" + SubjectSettings.LONGEST_SESSION_MILLIS);
        try {
            return new CorralSubject(folder, Ensemble.start(spec));
        } catch (IllegalStateException notServing) {
            folder.close();
            throw notServing;
        }
    }

    @Override
    public String name() {
        int count = ensemble.servers().size();
        return count == 1 ? "Corral" : "Corral of " + count;
    }

    @Override
    public List<InetSocketAddress> servers() {
        return ensemble.servers().stream()
                .map(server -> new InetSocketAddress(InetAddress.getLoopbackAddress(), server.clientPort()))
                .toList();
    }

    /** Ends the servers; the log of one that had ended by itself is printed first. */
    @Override
    public void close() {
        if (!ensemble.servers().stream().allMatch(ServerProcess::isRunning)) {
            System.out.println(ensemble.logTails(LOG_LINES));
        }
        ensemble.close();
        folder.close();
    }

    @Override
    public String toString() {
        return name();
    }
}
