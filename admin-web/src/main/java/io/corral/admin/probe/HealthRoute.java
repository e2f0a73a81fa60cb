package io.corral.admin.probe;

import io.corral.admin.api.Json;
import io.corral.admin.http.Query;
import io.corral.admin.http.Reply;
import io.corral.admin.http.Route;
import io.corral.server.status.ServerMode;
import io.corral.server.status.ServerStatusSource;
import io.corral.server.status.Standing;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * 200 while clients are served reads and writes, 503 with the reason while not. A disk that takes no writes is told of in any case,
 * also while other servers do without it.
 */
public final class HealthRoute implements Route {

    private final ServerStatusSource source;

    /** Looks at the status when it is asked. */
    public HealthRoute(ServerStatusSource source) {
        this.source = source;
    }

    @Override
    public CompletableFuture<Reply> answer(Query query) {
        Standing standing = source.current().standing();
        Optional<String> problem = problem(standing);
        Health health = new Health(
                problem.isEmpty() ? "ok" : "unavailable",
                problem.orElse(standing.diskTrouble()),
                standing.mode().word(),
                standing.leaderId(),
                standing.term());
        return CompletableFuture.completedFuture(Reply.json(problem.isEmpty() ? 200 : 503, Json.text(health)));
    }

    private static Optional<String> problem(Standing standing) {
        if (standing.mode() == ServerMode.READ_ONLY) {
            return Optional.of("cut off from the majority: reads only");
        }
        return standing.reasonNotServing().or(standing::reasonRefusingWrites);
    }

    private record Health(String status, String reason, String mode, long leader, long term) {}
}
