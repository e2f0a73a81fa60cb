package io.corral.it.groups;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Proposes one command after another to one group, each once, through whoever leads it, and remembers what was acknowledged. */
final class Proposer {
    private static final String ELSEWHERE = "elsewhere ";

    private final int group;
    private final List<NodeProcess> nodes;
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private int next;
    private int leader;

    Proposer(int group, List<NodeProcess> nodes) {
        this.group = group;
        this.nodes = nodes;
    }

    int group() {
        return group;
    }

    /** What was acknowledged. Any thread. */
    List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** One attempt. On one thread. */
    void propose() {
        String command = "g" + group + "-" + next;
        Optional<String> answer = nodes.get(leader).ask("propose " + group + " " + command);
        String said = answer.orElse("unknown");
        if (said.startsWith(ELSEWHERE)) {
            int known = Integer.parseInt(said.substring(ELSEWHERE.length()));
            leader = known == 0 ? (leader + 1) % nodes.size() : known - 1;
            return;
        }
        next++;
        if (said.equals("executed")) {
            acknowledged.add(command);
        } else {
            leader = (leader + 1) % nodes.size();
        }
    }
}
