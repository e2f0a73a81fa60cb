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
    private static final List<Integer> BAD_FLAGS = List.of(7, -1, 1000);

    private final Dice dice;
    private final PathUniverse paths;
    private final AclChoices acls;
    private final Dice.Weighted<Supplier<Request>> requests;
    private final Dice.Weighted<Supplier<Request>> writesInMulti;

    RequestChoices(Dice dice, String top) {
        this.dice = dice;
        this.paths = new PathUniverse(dice, top);
        this.acls = new AclChoices(dice);
        this.requests = new Dice.Weighted<Supplier<Request>>()
                .add(22, () -> create(Opcode.CREATE, true))
                .add(8, () -> create(Opcode.CREATE2, true))
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
                .add(1, Requests::ping);
        this.writesInMulti = new Dice.Weighted<Supplier<Request>>()
                .add(8, () -> create(Opcode.CREATE, false))
                .add(4, () -> create(Opcode.CREATE2, false))
                .add(5, this::delete)
                .add(6, this::setData)
                .add(3, () -> Requests.check(paths.any(), version()));
    }

    PathUniverse paths() {
        return paths;
    }

    Request any() {
        return requests.choose(dice).get();
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

    private Request delete() {
        return Requests.delete(paths.own(), version());
    }

    private Request setData() {
        return Requests.setData(paths.own(), data(), version());
    }

    private Request multi() {
        List<Request> operations =
                new ArrayList<>(dice.some(4, () -> writesInMulti.choose(dice).get()));
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
                4,
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
        return dice.chance(45);
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
