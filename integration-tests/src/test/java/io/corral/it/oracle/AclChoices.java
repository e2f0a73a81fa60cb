package io.corral.it.oracle;

import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.jspecify.annotations.Nullable;

/** Access control lists: mostly open, sometimes restrictive, sometimes wrong. */
final class AclChoices {
    private static final List<Integer> PERMS = List.of(
            Perms.ALL, Perms.ALL, Perms.READ, Perms.READ | Perms.WRITE, Perms.ALL & ~Perms.READ, Perms.ADMIN, 0, 64);
    private static final List<Id> GOOD = List.of(
            Identity.ALICE.id(),
            Identity.ALICE.id(),
            Identity.BOB.id(),
            Ids.ANYONE_ID_UNSAFE,
            Ids.AUTH_IDS,
            new Id("auth", "ignored"),
            new Id("ip", "127.0.0.1"),
            new Id("ip", "127.0.0.0/8"),
            new Id("ip", "10.0.0.0/8"),
            new Id("ip", "127.0.0.1/32"),
            new Id("ip", "0.0.0.0/0"),
            new Id("ip", "::1/128"),
            Identity.SUPER.id(),
            new Id("digest", "carol:AAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    private static final List<Id> BAD = List.of(
            new Id("world", "someone"),
            new Id("nosuch", "x"),
            new Id("super", ""),
            new Id("digest", "nocolon"),
            new Id("digest", "a:b:c"),
            new Id("ip", "300.1.1.1"),
            new Id("ip", "127.0.0.1/33"),
            new Id("ip", "127.0.0.1/-1"),
            new Id("ip", "127.0.0.1/"),
            new Id("ip", "127.0.1"),
            new Id("sasl", "alice"),
            new Id("x509", "CN=alice"),
            new Id("ip", "name"),
            new Id("", ""));

    private final Dice dice;
    private final int openPercent;

    /** {@code openPercent} of a hundred lists are open to everyone. */
    AclChoices(Dice dice, int openPercent) {
        this.dice = dice;
        this.openPercent = openPercent;
    }

    /** A list for create or setACL; null only where {@code nullable}. */
    @Nullable
    List<ACL> any(boolean nullable) {
        if (dice.chance(openPercent)) {
            return Ids.OPEN_ACL_UNSAFE;
        }
        int point = dice.below(100);
        if (point < 6) {
            return nullable && dice.chance(50) ? null : List.of();
        }
        List<ACL> entries = new ArrayList<>();
        for (int count = 1 + dice.below(3); count > 0; count--) {
            entries.add(new ACL(dice.oneOf(PERMS), dice.oneOf(GOOD)));
        }
        if (point < 18) {
            entries.add(dice.below(entries.size() + 1), new ACL(Perms.ALL, dice.oneOf(BAD)));
        } else if (dice.chance(20)) {
            entries.add(entries.get(0));
        }
        return entries;
    }
}
