package io.corral.sim.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides whether calls are linearizable: whether each could have happened at one moment between question and answer. Keys are
 * independent, so each is looked at alone (Herlihy and Wing's locality).
 *
 * <p>Source: Wing and Gong, "Testing and verifying concurrent objects" (1993), with Lowe's memory of where the search has been.
 */
public final class Linearizability {

    private Linearizability() {}

    /** The calls on a key that cannot be brought into an order, oldest first; empty when all keys are well. */
    public static Optional<List<Call>> violation(List<Call> calls) {
        Map<Integer, List<Call>> byKey = new TreeMap<>();
        for (Call call : calls) {
            byKey.computeIfAbsent(call.operation().key(), any -> new ArrayList<>())
                    .add(call);
        }
        return byKey.values().stream()
                .filter(each -> !new Search(each).succeeds())
                .findFirst();
    }

    /** A depth-first search for an order, over the events of one key. */
    private static final class Search {
        private final Event head = new Event(null, -1, false);
        private final BitSet ordered = new BitSet();
        private final Set<Place> been = new HashSet<>();
        private final Deque<Step> path = new ArrayDeque<>();

        Search(List<Call> calls) {
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < calls.size(); i++) {
                Event question = new Event(calls.get(i), i, true);
                Event answer = new Event(calls.get(i), i, false);
                question.answer = answer;
                events.add(question);
                events.add(answer);
            }
            // At the same moment questions come first: such calls overlap.
            events.sort(Comparator.comparingLong(Event::nanos).thenComparing(event -> event.isQuestion ? 0 : 1));
            Event last = head;
            for (Event event : events) {
                event.linkBehind(last);
                last = event;
            }
        }

        boolean succeeds() {
            long value = 0;
            Event event = head.next;
            while (head.next != null) {
                if (event != null && event.isQuestion) {
                    if (canComeNext(event, value)) {
                        path.push(new Step(event, value));
                        value = event.call().operation().valueAfter(value);
                        event.lift();
                        event = head.next;
                    } else {
                        event = event.next;
                    }
                } else if (path.isEmpty()) {
                    return false;
                } else {
                    Step undone = path.pop();
                    value = undone.valueBefore;
                    ordered.clear(undone.event.position);
                    undone.event.unlift();
                    event = undone.event.next;
                }
            }
            return true;
        }

        private boolean canComeNext(Event question, long value) {
            if (!question.call().agreesWith(value)) {
                return false;
            }
            ordered.set(question.position);
            long after = question.call().operation().valueAfter(value);
            if (been.add(new Place((BitSet) ordered.clone(), after))) {
                return true;
            }
            ordered.clear(question.position);
            return false;
        }
    }

    private record Place(BitSet ordered, long value) {}

    private record Step(Event event, long valueBefore) {}
}
