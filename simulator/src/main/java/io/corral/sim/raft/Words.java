package io.corral.sim.raft;

import io.corral.raft.core.Input;
import io.corral.sim.world.Messages;

/** Says in a few words what a node is given. */
final class Words {

    /** How to read the lines of a trace. */
    static final String LEGEND = """
            second.microsecond  n<node> <- what it is given
              Append t=<term> <prev index>@<prev term> +<entries> c=<commit> r=<read round>   from a leader
              ok <match> / no <refused> try <conflict index>@<conflict term>                  a follower's answer
              n<node> is <role> ...   what it has become        -- ...   what happens to nodes, network and disks
            """;

    private Words() {}

    static String of(Input input) {
        if (input instanceof Input.Received received) {
            return "n" + received.from() + " " + Messages.inWords(received.message());
        }
        return input.toString().replaceAll("\\[B@\\w+", "…");
    }
}
