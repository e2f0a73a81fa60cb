package io.corral.tree;

/**
 * Reads whole numbers that clients have written, for what is decided while executing. Digits are those of ASCII: which characters of
 * other alphabets are digits depends on the release of the Java runtime, and every server must come to the same result. Pure.
 */
public final class PlainNumber {
    private static final char LAST_OF_ASCII = '\u007f';

    private PlainNumber() {}

    /**
     * The number that a text stands for.
     *
     * @param text digits, and a sign before them or none
     * @param radix 10 or 16
     * @throws NumberFormatException when it is anything else, or too large
     */
    public static long parse(String text, int radix) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > LAST_OF_ASCII) {
                throw new NumberFormatException("no digit of ASCII at position " + i);
            }
        }
        return Long.parseLong(text, radix);
    }
}
