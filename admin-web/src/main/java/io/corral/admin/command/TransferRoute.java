package io.corral.admin.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.corral.admin.api.Json;
import io.corral.admin.http.BulkExchange;
import io.corral.admin.http.BulkRoute;
import io.corral.server.control.AdminEvent;
import io.corral.server.control.Admission;
import io.corral.server.control.ControlPort;
import io.corral.server.control.Credentials;
import io.corral.server.control.StateCopy;
import io.corral.server.status.ServerStatusSource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * The commands {@code snapshot}, which hands the whole state out in ZooKeeper's format, and {@code restore}, which replaces it by
 * such a copy; for those who have all permissions on the root. Errors are an HTTP status and ZooKeeper's document.
 */
final class TransferRoute implements BulkRoute {
    /** The names of the commands, the one that is shown first. */
    static final List<String> SNAPSHOT_NAMES = List.of("snapshot", "snap");

    static final List<String> RESTORE_NAMES = List.of("restore", "rest");

    /** Both go at the pace of whoever asked, and each keeps a thread; what is brought also takes memory until it is complete. */
    private static final int SNAPSHOTS_AT_ONE_TIME = 2;

    private static final int RESTORES_AT_ONE_TIME = 1;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final String ZXID_HEADER = "last_zxid";
    private static final String SIZE_HEADER = "snapshot_size";

    private final String name;
    private final ServerStatusSource source;
    private final ControlPort control;
    private final boolean enabled;
    private final RateLimit limit;
    private final Semaphore places;

    private TransferRoute(
            String name,
            ServerStatusSource source,
            ControlPort control,
            boolean enabled,
            RateLimit limit,
            int atOneTime) {
        this.name = name;
        this.source = source;
        this.control = control;
        this.enabled = enabled;
        this.limit = limit;
        this.places = new Semaphore(atOneTime);
    }

    static TransferRoute snapshot(ServerStatusSource source, ControlPort control, TransferSettings settings) {
        RateLimit limit = new RateLimit(settings.snapshotInterval(), settings.nanoClock());
        return new TransferRoute(
                SNAPSHOT_NAMES.get(0), source, control, settings.snapshotEnabled(), limit, SNAPSHOTS_AT_ONE_TIME);
    }

    static TransferRoute restore(ServerStatusSource source, ControlPort control, TransferSettings settings) {
        RateLimit limit = new RateLimit(settings.restoreInterval(), settings.nanoClock());
        return new TransferRoute(
                RESTORE_NAMES.get(0), source, control, settings.restoreEnabled(), limit, RESTORES_AT_ONE_TIME);
    }

    private boolean restores() {
        return name.equals(RESTORE_NAMES.get(0));
    }

    @Override
    public void answer(BulkExchange exchange) throws IOException {
        if (exchange.isPost() != restores()) {
            failed(exchange, 405, restores() ? "Only POST is answered here." : "Only GET is answered here.");
        } else if (!source.current().serving()) {
            failed(exchange, 200, CommandRoutes.NOT_SERVING);
        } else if (exchange.authorization().isEmpty()) {
            failed(exchange, 401, "Auth info is missing for the command");
        } else {
            switch (admission(exchange)) {
                case UNKNOWN -> failed(exchange, 401, "Not authenticated");
                case FORBIDDEN -> failed(exchange, 403, "Not authorized");
                case ADMITTED -> admitted(exchange);
            }
        }
    }

    /** The header holds a scheme, and behind a space what it asks for, if anything: the address and the certificate are known. */
    private Admission admission(BulkExchange exchange) {
        String[] words = exchange.authorization().orElse("").split(" ", -1);
        if (words.length != 1 && words.length != 2) {
            return Admission.UNKNOWN;
        }
        Optional<String> proof = words.length == 2 ? Optional.of(words[1]) : Optional.empty();
        return control.transfer().admit(new Credentials(words[0], proof, exchange.from(), exchange.certificates()));
    }

    private void admitted(BulkExchange exchange) throws IOException {
        if (!enabled) {
            failed(exchange, 503, "");
        } else if (restores() && exchange.bringsNothing()) {
            failed(exchange, 400, "");
        } else if (!places.tryAcquire()) {
            failed(exchange, 429, "");
        } else {
            try {
                transfer(exchange);
            } finally {
                places.release();
            }
        }
    }

    /** The limit comes before the first byte of what is brought: whoever sends none waits alone. */
    private void transfer(BulkExchange exchange) throws IOException {
        if (!limit.allows()) {
            control.happened(restores() ? AdminEvent.RESTORE_TOO_SOON : AdminEvent.SNAPSHOT_TOO_SOON);
            failed(exchange, 429, "");
        } else if (restores()) {
            restore(exchange);
        } else {
            copy(exchange);
        }
    }

    private void restore(BulkExchange exchange) throws IOException {
        long zxid;
        try {
            zxid = control.transfer().restore(exchange.body());
        } catch (IOException e) {
            control.happened(AdminEvent.RESTORE_FAILED);
            failed(exchange, 500, String.valueOf(e.getMessage()));
            return;
        }
        ObjectNode document = Json.object();
        document.put(ZXID_HEADER, zxid);
        document(exchange, 200, document, "", Map.of());
    }

    private void copy(BulkExchange exchange) throws IOException {
        StateCopy copy = control.transfer().copy();
        ByteCounter counter = new ByteCounter();
        try {
            copy.content().writeTo(counter);
        } catch (IOException | RuntimeException e) {
            control.happened(AdminEvent.SNAPSHOT_FAILED);
            throw e;
        }
        Map<String, String> headers =
                Map.of(ZXID_HEADER, "0x" + Long.toHexString(copy.zxid()), SIZE_HEADER, Long.toString(counter.count()));
        boolean streaming =
                Boolean.parseBoolean(exchange.query().parameter("streaming").orElse("true"));
        if (!streaming) {
            document(exchange, 200, Json.object(), "", headers);
            return;
        }
        try (OutputStream out = new BufferedOutputStream(
                exchange.reply(200, "application/octet-stream", counter.count(), headers), BUFFER_BYTES)) {
            copy.content().writeTo(out);
        }
    }

    private void failed(BulkExchange exchange, int status, String error) throws IOException {
        document(exchange, status, Json.object(), error, Map.of());
    }

    private void document(
            BulkExchange exchange, int status, ObjectNode document, String error, Map<String, String> headers)
            throws IOException {
        String path = exchange.query().path();
        document.put("command", path.substring(path.lastIndexOf('/') + 1));
        if (error.isEmpty()) {
            document.putNull("error");
        } else {
            document.put("error", error);
        }
        byte[] body = Json.pretty(document).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = exchange.reply(status, "application/json", body.length, headers)) {
            out.write(body);
        }
    }
}
