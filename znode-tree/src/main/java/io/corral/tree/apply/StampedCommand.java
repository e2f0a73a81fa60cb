package io.corral.tree.apply;

import io.corral.tree.TreeRules;
import io.corral.tree.command.Command;

/**
 * A command with what the leader that took it in put in front of it.
 *
 * @param command the command
 * @param stampMillis wall clock of the leader, milliseconds since 1970
 * @param rules the leader's
 */
public record StampedCommand(Command command, long stampMillis, TreeRules rules) {}
