package io.corral.raft.core;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipChange;
import io.corral.raft.core.membership.Standing;
import io.corral.raft.message.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Carries out the commands of a scenario.
 *
 * <pre>
 * leases P           the nodes that start after this use leases, with clocks that drift by up to P percent
 * nodes N [R...]     a group of N nodes starts, of which nodes R are mere reserves for leading
 * pass N MILLIS      time passes for node N alone (election timeout 100 to 101, heartbeat 20)
 * stall N MILLIS     the same, but node N notices only when it is over
 * clock N MILLIS     time passes on the clock of node N, which does nothing meanwhile
 * elect N            its election timeout passes, for the others just enough to forget the leader; all messages arrive
 * settle             messages arrive, and their answers, until nobody has anything to say
 * beat N TIMES       a heartbeat interval passes for node N, then as settle; so many times, once when nothing is said
 * beats TIMES        the same for every node at the same time, so many times
 * step N             the oldest message under way arrives, N times
 * drop               everything under way is lost
 * again              everything that arrived since the last "record" arrives once more, as settle
 * record             begins to remember what arrives
 * cut N, heal        nothing goes to or from node N; the network is whole
 * deafen N, mute N   nothing goes to node N; nothing comes from it
 * transfer N M       node N, the leader, is asked to hand over to node M; 0 = to anybody
 * gone N M           node N finds the process of node M gone
 * propose N A B      payloads A and B are proposed to node N
 * propose-in-term N T A   the same, by somebody who takes node N for the leader of term T
 * read N ID          a linearizable read is asked of node N
 * leased N ID        the same, where a lease is enough
 * stale N ID MILLIS  a read that may lag so far behind is asked of node N
 * hold N, release N  the disk of node N does nothing for a while
 * refuse N, take N   the disk of node N refuses everything for a while, and node N is told
 * crash N, start N   what was not on the disk is lost
 * wipe N             node N crashes and loses its disk
 * disk N T 1 1 2     node N crashes; on its disk is term T and a log of entries of the terms 1, 1 and 2
 * snapshot N         node N takes a snapshot of what it has applied
 * join N             node N starts, with nothing on its disk and without knowing anybody
 * change N ID W:M    change ID of the members is asked of node N: node M is to be W (voter, witness, learner, none); and so on
 * show               how every node stands
 * members            who the members are in the eyes of every node
 * </pre>
 */
final class ScenarioGroup {

    private static final int MAX_MESSAGES = 10_000;
    private static final int HEARTBEAT_MILLIS = 20;

    private final TreeMap<Long, ScenarioNode> nodes = new TreeMap<>();
    private final ArrayDeque<Envelope> underWay = new ArrayDeque<>();
    private final List<Envelope> arrived = new ArrayList<>();
    private final Set<Long> deaf = new HashSet<>();
    private final Set<Long> mute = new HashSet<>();
    private Set<Long> reserves = Set.of();
    private OptionalLong driftPercent = OptionalLong.empty();
    private List<String> story = new ArrayList<>();

    /** Carries out one command and tells what came of it. */
    List<String> carryOut(String command) {
        story = new ArrayList<>();
        List<String> words = List.of(command.split(" "));
        String what = words.get(0);
        if (words.size() == 1) {
            forAll(what);
        } else {
            long number = Long.parseLong(words.get(1));
            forOne(what, number, words.subList(2, words.size()));
        }
        return story;
    }

    private void forAll(String what) {
        switch (what) {
            case "settle" -> settle(MAX_MESSAGES);
            case "drop" -> underWay.clear();
            case "record" -> arrived.clear();
            case "again" -> {
                underWay.addAll(List.copyOf(arrived));
                settle(MAX_MESSAGES);
            }
            case "heal" -> {
                deaf.clear();
                mute.clear();
            }
            case "members" -> nodes.values().forEach(node -> story.add(node.members()));
            case "show" -> nodes.values().forEach(node -> story.add(node.show()));
            default -> throw new AssertionError("unknown command " + what);
        }
    }

    private void forOne(String what, long number, List<String> rest) {
        switch (what) {
            case "leases" -> driftPercent = OptionalLong.of(number);
            case "nodes" -> begin(number, rest);
            case "join" -> add(number, Membership.NONE);
            case "elect" -> elect(number);
            case "step" -> settle((int) number);
            case "beats" -> {
                for (long times = number; times > 0; times--) {
                    nodes.values().forEach(node -> node.pass(HEARTBEAT_MILLIS));
                    settle(MAX_MESSAGES);
                }
            }
            case "cut" -> {
                deaf.add(number);
                mute.add(number);
            }
            case "deafen" -> deaf.add(number);
            case "mute" -> mute.add(number);
            default -> forNode(what, nodes.get(number), rest);
        }
    }

    private void forNode(String what, ScenarioNode node, List<String> rest) {
        switch (what) {
            case "pass" -> node.pass(Long.parseLong(rest.get(0)));
            case "stall" -> node.stall(Long.parseLong(rest.get(0)));
            case "beat" -> {
                for (int times = rest.isEmpty() ? 1 : Integer.parseInt(rest.get(0)); times > 0; times--) {
                    node.pass(HEARTBEAT_MILLIS);
                    settle(MAX_MESSAGES);
                }
            }
            case "propose" -> node.input(new Input.Propose(payloads(rest)));
            case "propose-in-term" ->
                node.input(new Input.Propose(payloads(rest.subList(1, rest.size())), Long.parseLong(rest.get(0))));
            case "clock" -> node.clockGoesOn(Long.parseLong(rest.get(0)));
            case "leased" -> node.input(new Input.ReadRequested(Long.parseLong(rest.get(0)), ReadLevel.LEASED));
            case "stale" ->
                node.input(new Input.ReadRequested(
                        Long.parseLong(rest.get(0)), ReadLevel.stale(Duration.ofMillis(Long.parseLong(rest.get(1))))));
            case "read" -> node.input(new Input.ReadRequested(Long.parseLong(rest.get(0))));
            case "transfer" -> node.input(new Input.TransferRequested(1, Long.parseLong(rest.get(0))));
            case "gone" -> node.input(new Input.PeerGone(Long.parseLong(rest.get(0))));
            case "change" -> node.input(new Input.ChangeMembership(Long.parseLong(rest.get(0)), change(rest)));
            case "change-in-term" -> {
                List<String> request = rest.subList(1, rest.size());
                node.input(new Input.ChangeMembership(
                        Long.parseLong(request.get(0)), change(request), Long.parseLong(rest.get(0))));
            }
            case "hold" -> node.holdDisk(true);
            case "release" -> node.holdDisk(false);
            case "refuse" -> node.diskRefuses(true);
            case "take" -> node.diskRefuses(false);
            case "crash" -> node.crash();
            case "wipe" -> node.wipe();
            case "disk" -> {
                List<Long> terms = rest.stream().map(Long::valueOf).toList();
                node.findOnDisk(terms.get(0), terms.subList(1, terms.size()));
            }
            case "start" -> node.start();
            case "snapshot" -> node.capture();
            default -> throw new AssertionError("unknown command " + what);
        }
    }

    private void begin(long count, List<String> reserveIds) {
        Set<Long> ids = new TreeSet<>();
        for (long id = 1; id <= count; id++) {
            ids.add(id);
        }
        Membership membership = Membership.ofVoters(ids);
        reserves = reserveIds.stream().map(Long::valueOf).collect(Collectors.toSet());
        for (long id : ids) {
            add(id, membership);
        }
    }

    private void add(long id, Membership membership) {
        nodes.put(id, new ScenarioNode(id, membership, this::adjust, underWay::add, line -> story.add(line)));
    }

    private RaftSettings adjust(RaftSettings settings) {
        RaftSettings adjusted = settings.withReserves(reserves);
        return driftPercent.isEmpty() ? adjusted : adjusted.withLeases(driftPercent.getAsLong() / 100.0);
    }

    private static List<byte[]> payloads(List<String> words) {
        return words.stream()
                .map(payload -> payload.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static MembershipChange change(List<String> words) {
        TreeMap<Long, Standing> wanted = new TreeMap<>();
        for (String word : words.subList(1, words.size())) {
            String[] parts = word.split(":");
            String standing = parts[0].equals("none") ? "NON_MEMBER" : parts[0].toUpperCase(Locale.ROOT);
            wanted.put(Long.parseLong(parts[1]), Standing.valueOf(standing));
        }
        return new MembershipChange(wanted);
    }

    /** 100 ms make a follower forget its leader, but not yet campaign. */
    private void elect(long number) {
        nodes.forEach((id, node) -> {
            if (id != number) {
                node.pass(100);
            }
        });
        nodes.get(number).pass(101);
        settle(MAX_MESSAGES);
    }

    private void settle(int messages) {
        Predicate<Envelope> passes = envelope -> !mute.contains(envelope.from()) && !deaf.contains(envelope.to());
        for (int i = 0; i < messages && !underWay.isEmpty(); i++) {
            Envelope envelope = underWay.removeFirst();
            if (passes.test(envelope)) {
                arrived.add(envelope);
                nodes.get(envelope.to()).input(new Input.Received(envelope.from(), envelope.message()));
            }
        }
        if (messages == MAX_MESSAGES && !underWay.isEmpty()) {
            throw new AssertionError("the nodes never stop talking");
        }
    }
}
