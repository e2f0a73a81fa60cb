package io.corral.it.oracle;

import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random requests, valid and not. */
final class RequestChoices {
    private static final int PERSISTENT = 0;
    private static final int EPHEMERAL = 1;
    private static final int PERSISTENT_SEQUENTIAL = 2;
    private static final int EPHEMERAL_SEQUENTIAL = 3;
    private static final int MOST_IN_MULTI = 4;
    private static final int CONTAINER = 4;
    private static final int TTL = 5;
    private static final int TTL_SEQUENTIAL = 6;
    private static final List<Integer> BAD_FLAGS = List.of(7, -1, 1000);

    /** From none to the longest, an hour and some that are none: nothing expires during a script. */
    private static final List<Long> TTLS =
            List.of(3_600_000L, 3_600_000L, 3_600_000L, 0xFF_FFFF_FFFFL, 0x100_0000_0000L, 0L, -1L);

    /** The opcode alone makes a container. */
    private static final List<Integer> CONTAINER_FLAGS = List.of(CONTAINER, CONTAINER, CONTAINER, PERSISTENT, TTL);

    private static final List<Integer> WATCH_MODES = List.of(0, 0, 1, 1, 1, 2, -1);
    private static final List<Integer> WATCH_TYPES = List.of(1, 2, 3, 4, 5, 0, 6);

    private final Dice dice;
    private final Theme theme;
    private final Damage damage;
    private final PathUniverse paths;
    private final AclChoices acls;
    private final int mostWritesInMulti;
    private final Dice.Weighted<Supplier<Request>> requests;
    private final Dice.Weighted<Supplier<Request>> writesInMulti;

    /**
     * Choices below a top node.
     *
     * @param theme where there may be quotas, a multi holds one write: a ZooKeeper server checks each write of a multi against
     *     the usage before the whole multi
     */
    RequestChoices(Dice dice, String top, Theme theme) {
        this.dice = dice;
        this.theme = theme;
        this.damage = new Damage(dice);
        this.mostWritesInMulti = theme == Theme.QUOTAS ? 1 : MOST_IN_MULTI;
        this.paths = new PathUniverse(dice, top);
        this.acls = new AclChoices(dice, theme.openPercent());
        this.requests = new Dice.Weighted<Supplier<Request>>()
                .add(22, () -> create(Opcode.CREATE, true))
                .add(8, () -> create(Opcode.CREATE2, true))
                .add(
                        2,
                        () -> Requests.create(
                                Opcode.CREATE_CONTAINER,
                                paths.own(),
                                data(),
                                acls.any(true),
                                dice.oneOf(CONTAINER_FLAGS)))
                .add(3, this::createTtl)
                .add(13, this::delete)
                .add(8, () -> Requests.exists(paths.any(), watch()))
                .add(10, () -> Requests.getData(paths.any(), watch()))
                .add(12, this::setData)
                .add(4, () -> Requests.getAcl(paths.any()))
                .add(3, () -> Requests.setAcl(paths.own(), acls.any(true), version()))
                .add(6, () -> Requests.getChildren(paths.any(), watch()))
                .add(4, () -> Requests.getChildren2(paths.any(), watch()))
                .add(7, this::multi)
                .add(2, this::multiRead)
                .add(1, () -> Requests.sync(paths.any()))
                .add(1, Requests::ping)
                .add(4, () -> Requests.addWatch(paths.any(), dice.oneOf(WATCH_MODES)))
                .add(2, () -> Requests.removeWatches(paths.any(), dice.oneOf(WATCH_TYPES)))
                .add(2, () -> Requests.checkWatches(paths.any(), dice.oneOf(WATCH_TYPES)))
                .add(2, () -> Requests.getEphemerals(paths.any()))
                .add(2, () -> Requests.getAllChildrenNumber(paths.any()))
                .add(1, Requests::whoAmI)
                .add(1, () -> Requests.reconfig(null, null));
        if (theme == Theme.IDENTITIES) {
            requests.add(12, () -> Requests.setAcl(paths.own(), acls.any(true), version()))
                    .add(12, () -> Requests.getAcl(paths.any()))
                    .add(4, Requests::whoAmI);
        }
        if (theme == Theme.ABSENCES) {
            requests.add(10, () -> Requests.addWatch(paths.any(), dice.oneOf(WATCH_MODES)));
        }
        this.writesInMulti = new Dice.Weighted<Supplier<Request>>()
                .add(8, () -> create(Opcode.CREATE, false))
                .add(4, () -> create(Opcode.CREATE2, false))
                .add(5, this::delete)
                .add(6, this::setData)
                .add(3, () -> Requests.check(paths.any(), version()))
                .add(1, () -> Requests.create(Opcode.CREATE_CONTAINER, paths.own(), data(), acls.any(false), CONTAINER))
                .add(1, () -> Requests.createTtl(paths.own(), data(), acls.any(false), TTL, dice.oneOf(TTLS)));
    }

    PathUniverse paths() {
        return paths;
    }

    /** Any request, now and then a damaged one. */
    Request any() {
        Request whole = requests.choose(dice).get();
        return dice.chance(theme.damagedPercent()) ? damage.to(whole) : whole;
    }

    private Request create(int opcode, boolean alone) {
        byte[] data = data();
        boolean nullAcl = alone;
        if (alone && dice.chance(1)) {
            return Requests.create(opcode, paths.own(), data, acls.any(nullAcl), dice.oneOf(BAD_FLAGS));
        }
        int point = dice.below(100);
        if (point < 12) {
            return Requests.create(opcode, paths.numberedPrefix(), data, acls.any(nullAcl), PERSISTENT_SEQUENTIAL);
        }
        if (point < 20) {
            return Requests.create(opcode, paths.numberedPrefix(), data, acls.any(nullAcl), EPHEMERAL_SEQUENTIAL);
        }
        int flags = point < 40 ? EPHEMERAL : PERSISTENT;
        return Requests.create(opcode, paths.own(), data, acls.any(nullAcl), flags);
    }

    /** Never with the time -1 and other flags, which ends a ZooKeeper server. */
    private Request createTtl() {
        boolean numbered = dice.chance(30);
        return Requests.createTtl(
                numbered ? paths.numberedPrefix() : paths.own(),
                data(),
                acls.any(true),
                numbered ? TTL_SEQUENTIAL : TTL,
                dice.oneOf(TTLS));
    }

    private Request delete() {
        return Requests.delete(paths.own(), version());
    }

    private Request setData() {
        return Requests.setData(paths.own(), data(), version());
    }

    private Request multi() {
        List<Request> operations = new ArrayList<>(
                dice.some(mostWritesInMulti, () -> writesInMulti.choose(dice).get()));
        int point = dice.below(100);
        if (point < 3) {
            operations.add(Requests.setAcl(paths.own(), acls.any(false), version()));
        } else if (point < 6) {
            operations.add(0, Requests.getData(paths.any(), false));
        } else if (point < 9) {
            operations.add(Requests.getChildren(paths.any(), false));
        } else if (point < 11) {
            operations.add(Requests.create(Opcode.CREATE, paths.own(), data(), acls.any(false), dice.oneOf(BAD_FLAGS)));
        }
        return Requests.multi(Opcode.MULTI, operations);
    }

    private Request multiRead() {
        List<Request> operations = new ArrayList<>(dice.some(
                MOST_IN_MULTI,
                () -> dice.chance(60)
                        ? Requests.getData(paths.any(), watch())
                        : Requests.getChildren(paths.any(), watch())));
        int point = dice.below(100);
        if (point < 5) {
            operations.add(delete());
        } else if (point < 10) {
            operations.add(0, Requests.exists(paths.any(), false));
        }
        return Requests.multi(Opcode.MULTI_READ, operations);
    }

    private boolean watch() {
        return dice.chance(theme.watchPercent());
    }

    private int version() {
        int point = dice.below(100);
        if (point < 60) {
            return -1;
        }
        return point < 95 ? dice.below(3) : dice.oneOf(List.of(-2, 100, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    private byte @Nullable [] data() {
        int point = dice.below(100);
        if (point < 5) {
            return null;
        }
        if (point < 15) {
            return new byte[0];
        }
        return point < 97
                ? ("data-" + dice.below(1000)).getBytes(StandardCharsets.UTF_8)
                : "long ".repeat(dice.below(1000)).getBytes(StandardCharsets.UTF_8);
    }
}
