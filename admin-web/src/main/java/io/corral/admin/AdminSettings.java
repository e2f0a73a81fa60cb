package io.corral.admin;

import io.corral.admin.command.TransferSettings;
import io.corral.admin.http.HttpProtection;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the HTTP side listens.
 *
 * @param host address to bind
 * @param port port to bind; 0 takes a free one
 * @param commandPath path of ZooKeeper's admin commands, starting with a slash and not ending with one
 * @param idleTimeout after which a silent connection is closed
 * @param protection how it is protected; empty for plain HTTP
 * @param transfers what is allowed of copies of the state
 * @param initialConfiguration what the command of that name shows; empty when it shows nothing
 */
public record AdminSettings(
        String host,
        int port,
        String commandPath,
        Duration idleTimeout,
        Optional<HttpProtection> protection,
        TransferSettings transfers,
        Optional<String> initialConfiguration) {}
