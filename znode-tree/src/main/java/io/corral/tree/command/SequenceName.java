package io.corral.tree.command;

import java.util.Locale;

/** Writes sequence numbers as ZooKeeper does: ten digits, padded with zeros. */
final class SequenceName {
    private static final int DIGITS = 10;

    private SequenceName() {}

    static String append(String path, int number) {
        if (number < 0) {
            return path + String.format(Locale.ROOT, "%010d", number);
        }
        String digits = Integer.toString(number);
        return path + "0".repeat(DIGITS - digits.length()) + digits;
    }
}
