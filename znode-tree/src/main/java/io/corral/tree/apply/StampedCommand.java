package io.corral.tree.apply;

import io.corral.tree.command.Command;

/**
 * A command with the time at which the leader took it in.
 *
 * @param command the command
 * @param stampMillis wall clock of the leader, milliseconds since 1970
 */
public record StampedCommand(Command command, long stampMillis) {}
