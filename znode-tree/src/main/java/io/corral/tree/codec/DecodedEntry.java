package io.corral.tree.codec;

import io.corral.tree.command.Command;
import java.util.List;

/**
 * A log entry, taken apart.
 *
 * @param header stamp, rules and digest
 * @param commands in order; immutable
 */
public record DecodedEntry(EntryHeader header, List<Command> commands) {}
