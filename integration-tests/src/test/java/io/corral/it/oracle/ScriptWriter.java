package io.corral.it.oracle;

import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Makes scripts from seeds. */
final class ScriptWriter {
    /** Clients in each script; the second and third start with an identity, the others without. */
    static final int CLIENTS = 4;

    private static final int LONGEST_BURST = 40;
    private static final int MOST_CREDENTIALS = 3;
    private static final int INTRODUCTIONS_PERCENT = 30;
    private static final List<List<Byte>> BROKEN_FRAMES = List.of(
            bytes(-1),
            bytes(Integer.MIN_VALUE),
            bytes(Integer.MAX_VALUE),
            bytes(0x100000),
            bytes(0),
            bytes(4, 1),
            bytes(0, 0, 0));
    private static final List<List<Byte>> HALF_FRAMES = List.of(
            List.of(), List.of(), List.of((byte) 0, (byte) 0), bytes(40), bytes(40, 1, Opcode.CREATE), bytes(8, 1));
    private static final List<Request> BAD_AUTH =
            List.of(Requests.auth("nosuch", "x"), Requests.auth("world", "anyone"), Requests.auth("super", "x"));
    private static final List<Request> MORE_AUTH = List.of(
            Identity.ALICE.auth(),
            Identity.BOB.auth(),
            Identity.SUPER.auth(),
            Requests.auth("digest", "super:guessed"),
            Requests.auth("ip", ""),
            Requests.auth("digest", "abc"));
    private static final List<Integer> UNKNOWN_OPCODES = List.of(0, 10, 13, 23, 99, 108, -2, Integer.MIN_VALUE);

    private final Dice dice;
    private final long seed;
    private final Theme theme;
    private final RequestChoices requests;
    private final QuotaChoices quotas;
    private final Dice.Weighted<Supplier<Action>> actions;

    private ScriptWriter(long seed, String top, Theme theme) {
        this.seed = seed;
        this.dice = new Dice(seed);
        this.theme = theme;
        this.requests = new RequestChoices(dice, top, theme);
        this.quotas = new QuotaChoices(dice, top);
        this.actions = new Dice.Weighted<Supplier<Action>>()
                .add(1000, () -> new Actions.Ask(requests.any()))
                .add(20, this::resumeWatches)
                .add(theme == Theme.IDENTITIES ? 40 : 8, () -> new Actions.Ask(dice.oneOf(MORE_AUTH)))
                .add(8, Actions.CloseSession::new)
                .add(8, () -> new Actions.Reconnect(dice.chance(30)))
                .add(theme == Theme.ABSENCES ? 60 : 8, () -> new Actions.Leave(dice.oneOf(HALF_FRAMES)))
                .add(theme == Theme.ABSENCES ? 60 : 8, this::comeBack)
                .add(5, Actions.Takeover::new)
                .add(5, () -> new Actions.Intrude(dice.oneOf(List.of(Actions.Pretence.values()))))
                .add(2, () -> new Actions.BadAuth(dice.oneOf(BAD_AUTH)))
                .add(2, () -> new Actions.Ask(dice.oneOf(BAD_AUTH)))
                .add(3, () -> new Actions.Ask(Requests.odd(dice.oneOf(UNKNOWN_OPCODES), new byte[dice.below(20)])))
                .add(2, () -> new Actions.Ask(Requests.sasl(dice.chance(30) ? null : new byte[dice.below(5)])))
                .add(theme == Theme.DAMAGE ? 20 : 2, () -> new Actions.BreakFrame(dice.oneOf(BROKEN_FRAMES)));
        if (theme == Theme.QUOTAS) {
            actions.add(15, () -> new Actions.Burst(quotas.setUp())).add(40, () -> new Actions.Ask(quotas.any()));
        }
    }

    /** Operations one at a time: each is answered before the next is sent. */
    static Script oneByOne(long seed, String top, int operations) {
        ScriptWriter writer = new ScriptWriter(seed, top, Theme.of(seed));
        return writer.script(
                operations, () -> writer.actions.choose(writer.dice).get());
    }

    /** Operations in bursts: many are sent before the first answer is read. */
    static Script pipelined(long seed, String top, int operations) {
        ScriptWriter writer = new ScriptWriter(seed, top, Theme.EVERYTHING);
        int bursts = operations / (LONGEST_BURST / 2);
        RequestChoices asAStranger = new RequestChoices(writer.dice, top, Theme.CREDENTIALS);
        return writer.script(
                bursts,
                () -> writer.dice.chance(INTRODUCTIONS_PERCENT)
                        ? writer.introduction(asAStranger)
                        : writer.burst(writer.requests));
    }

    private Script script(int count, Supplier<Action> next) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(1, new Actions.Ask(Identity.ALICE.auth())));
        steps.add(new Step(2, new Actions.Ask(Identity.BOB.auth())));
        while (steps.size() < count) {
            steps.add(new Step(dice.below(CLIENTS), next.get()));
        }
        return new Script(seed, steps);
    }

    /**
     * Requests sent together. A setACL is always the last of them: ZooKeeper checks a request against the old ACL when it
     * finds the setACL before it still under way, so that what follows one depends on timing there.
     */
    private Actions.Burst burst(RequestChoices choices) {
        List<Request> burst = new ArrayList<>();
        int length = 1 + dice.below(LONGEST_BURST);
        do {
            burst.add(choices.any());
        } while (burst.size() < length && burst.get(burst.size() - 1).opcode() != Opcode.SET_ACL);
        return new Actions.Burst(burst);
    }

    /** The client proves who it is between requests. It sets no watches: which events it may see would depend on timing. */
    private Action introduction(RequestChoices choices) {
        List<Request> requests = new ArrayList<>(burst(choices).requests());
        requests.removeIf(request -> request.opcode() == Opcode.ADD_WATCH);
        requests.add(0, Requests.whoAmI());
        for (Identity identity : List.of(Identity.ALICE, Identity.BOB)) {
            requests.add(1 + dice.below(requests.size()), identity.auth());
        }
        return new Actions.Introduce(dice.chance(30), new Actions.Burst(requests));
    }

    private Actions.ResumeWatches resumeWatches() {
        PathUniverse paths = requests.paths();
        return watches(dice.below(30), 3, paths);
    }

    /** Mostly with the zxid the client saw last, as a client library does. */
    private Action comeBack() {
        int behind = dice.chance(80) ? 0 : dice.below(30);
        List<Request> credentials = dice.some(MOST_CREDENTIALS, () -> dice.oneOf(MORE_AUTH));
        return new Actions.Return(credentials, watches(behind, 6, requests.paths()));
    }

    private Actions.ResumeWatches watches(int behind, int most, PathUniverse paths) {
        return new Actions.ResumeWatches(
                dice.chance(60),
                behind,
                dice.some(most, paths::any),
                dice.some(most, paths::any),
                dice.some(most, paths::any),
                dice.some(most, paths::any),
                dice.some(most, paths::any));
    }

    private static List<Byte> bytes(int... ints) {
        List<Byte> bytes = new ArrayList<>();
        for (int value : ints) {
            for (int shift = 24; shift >= 0; shift -= 8) {
                bytes.add((byte) (value >> shift));
            }
        }
        return List.copyOf(bytes);
    }
}
