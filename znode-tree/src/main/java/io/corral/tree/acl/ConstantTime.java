package io.corral.tree.acl;

/** Comparison of secrets, in a time that does not tell how much of them is equal. */
final class ConstantTime {
    private ConstantTime() {}

    /** Whether two texts are equal. The time depends on their lengths alone, and nothing is copied. */
    static boolean areEqual(String one, String other) {
        int length = one.length();
        int difference = length ^ other.length();
        for (int i = 0; i < length && i < other.length(); i++) {
            difference |= one.charAt(i) ^ other.charAt(i);
        }
        return difference == 0;
    }
}
