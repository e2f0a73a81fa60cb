package io.corral.admin;

import java.time.Duration;

/**
 * Where the HTTP side listens.
 *
 * @param host address to bind
 * @param port port to bind; 0 takes a free one
 * @param commandPath path of ZooKeeper's admin commands, starting with a slash and not ending with one
 * @param idleTimeout after which a silent connection is closed
 */
public record AdminSettings(String host, int port, String commandPath, Duration idleTimeout) {}
