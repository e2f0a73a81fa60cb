package io.corral.it.oracle;

import java.util.List;

/** The few paths on which the clients of a script meet, and some that are wrong in interesting ways. */
final class PathUniverse {
    private static final List<String> NODES = List.of(
            "/a", "/a", "/b", "/b", "/c", "/a/x", "/a/x", "/a/y", "/b/x", "/b/y", "/c/x", "/a/x/m", "/a/x/n", "/b/x/m");
    private static final List<String> PARENTS = List.of("", "/a", "/b", "/a/x");
    private static final List<String> ODD = List.of(
            "/",
            "//a",
            "/a/",
            "/a//x",
            "/.",
            "/a/..",
            "/a/./x",
            "/...",
            "/.a",
            "/a b",
            "/\u00e9",
            "/\u00a0",
            "/a\u0001",
            "/\u007f",
            "/a\u0000b",
            "/\ud83d\ude00",
            "/\ue000",
            "/\ufff0",
            "/missing/x",
            "/missing/x/");
    private static final List<String> SYSTEM =
            List.of("/", "/zookeeper", "/zookeeper/quota", "/zookeeper/missing", "", "a", "relative/x");
    private static final int SEQUENCE_NUMBERS = 6;

    private final Dice dice;
    private final String top;

    PathUniverse(Dice dice, String top) {
        this.dice = dice;
        this.top = top;
    }

    /** A path for any operation. */
    String any() {
        int point = dice.below(100);
        if (point < 3) {
            return dice.oneOf(SYSTEM);
        }
        if (point < 7) {
            return top + dice.oneOf(ODD);
        }
        if (point < 10) {
            return top;
        }
        return point < 20 ? numbered() : node();
    }

    /** A path whose state the script may change: never outside the script's own top node, nor that node's ACL. */
    String own() {
        int point = dice.below(100);
        if (point < 5) {
            return top + dice.oneOf(ODD);
        }
        return point < 15 ? numbered() : node();
    }

    /** What a client gives to create a numbered node: the name's beginning, which may be empty. */
    String numberedPrefix() {
        return top + dice.oneOf(PARENTS) + dice.oneOf(List.of("/s-", "/s-", "/s-", "/"));
    }

    private String node() {
        return top + dice.oneOf(NODES);
    }

    private String numbered() {
        return top + dice.oneOf(PARENTS) + String.format("/s-%010d", dice.below(SEQUENCE_NUMBERS));
    }
}
