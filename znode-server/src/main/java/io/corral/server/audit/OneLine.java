package io.corral.server.audit;

/** Text that clients have chosen, as it may stand in a log: whatever is in it, it makes neither a line nor a column of its own. */
public final class OneLine {
    private static final int FIRST_OF_BEYOND = 0x2028;
    private static final int LAST_OF_BEYOND = 0x2029;

    private OneLine() {}

    /** The text, its control characters and line ends in Java's notation ({@code \\u000a}). */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isHidden(text.charAt(i))) {
                return escaped(text, i);
            }
        }
        return text;
    }

    /** The beginning of such a text; what is left out is told by three dots. */
    public static String of(String text, int charsMax) {
        return text.length() <= charsMax ? of(text) : of(text.substring(0, charsMax)) + "...";
    }

    private static String escaped(String text, int first) {
        StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char next = text.charAt(i);
            if (isHidden(next)) {
                shown.append(String.format("\\u%04x", (int) next));
            } else {
                shown.append(next);
            }
        }
        return shown.toString();
    }

    private static boolean isHidden(char next) {
        return Character.isISOControl(next) || (next >= FIRST_OF_BEYOND && next <= LAST_OF_BEYOND);
    }
}
