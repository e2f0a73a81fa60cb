package io.corral.server.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.codec.CommandDecoder;
import io.corral.tree.command.Command;
import java.util.ArrayList;
import java.util.List;

/** A way into the log for what the leader decides by itself; remembers the commands instead. */
class DecidingLeader implements ReplicationLink {
    final List<Command> submitted = new ArrayList<>();
    Leadership leadership = new Leadership(1, 1, true);
    boolean refusing;

    @Override
    public Leadership leadership() {
        return leadership;
    }

    @Override
    public void submitInTerm(long term, List<byte[]> commands) {
        assertThat(term).isEqualTo(leadership.term());
        commands.forEach(command -> submitted.add(CommandDecoder.decode(command, 0, command.length)));
    }

    @Override
    public void submit(List<byte[]> commands) {
        throw new AssertionError("only the leader decides this");
    }

    @Override
    public boolean refusesWrites() {
        return refusing;
    }

    @Override
    public void readIndex(ReadIndexListener listener) {
        throw new AssertionError("there is nothing to read");
    }

    @Override
    public void sessionsHeardOf(long[] sessionIds, int count) {
        throw new AssertionError("there are no sessions to tell of");
    }
}
