package io.corral.tree.command;

/** Compares versions. −1 stands for any; every other number, negative ones too, is meant literally. */
final class ExpectedVersion {
    private static final int ANY = -1;

    private ExpectedVersion() {}

    static boolean differs(int expected, int actual) {
        return expected != ANY && expected != actual;
    }
}
