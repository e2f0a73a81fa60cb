package io.corral.tree.acl;

import org.jspecify.annotations.Nullable;

/** Reads addresses from text, without ever asking a name service. */
final class IpAddress {
    private static final int V4_BYTES = 4;
    private static final int V6_GROUPS = 8;
    private static final int MAX_OCTET = 255;
    private static final int MAX_GROUP_DIGITS = 4;
    private static final int HEX = 16;
    private static final char LAST_OF_ASCII = '\u007f';

    private IpAddress() {}

    /**
     * Reads an address.
     *
     * @param text dotted IPv4, or IPv6 with at most one "::", without zone
     * @return 4 or 16 bytes, or null when it is neither
     */
    static byte @Nullable [] parse(String text) {
        return text.indexOf(':') < 0 ? parseV4(text) : parseV6(text);
    }

    private static byte @Nullable [] parseV4(String text) {
        String[] octets = text.split("\\.", -1);
        if (octets.length != V4_BYTES) {
            return null;
        }
        byte[] address = new byte[V4_BYTES];
        for (int i = 0; i < V4_BYTES; i++) {
            int octet = number(octets[i], 10, 3);
            if (octet < 0 || octet > MAX_OCTET) {
                return null;
            }
            address[i] = (byte) octet;
        }
        return address;
    }

    private static byte @Nullable [] parseV6(String text) {
        int gap = text.indexOf("::");
        byte[] address = new byte[2 * V6_GROUPS];
        if (gap < 0) {
            return groups(text, address, 0) == V6_GROUPS ? address : null;
        }
        String head = text.substring(0, gap);
        String tail = text.substring(gap + 2);
        int headGroups = head.isEmpty() ? 0 : groups(head, address, 0);
        int tailGroups = tail.isEmpty() ? 0 : tail.split(":", -1).length;
        if (headGroups < 0 || headGroups + tailGroups >= V6_GROUPS) {
            return null;
        }
        if (tailGroups > 0 && groups(tail, address, V6_GROUPS - tailGroups) < 0) {
            return null;
        }
        return address;
    }

    /** Writes groups into the address from one on; gives their number, or −1 for bad or too many ones. */
    private static int groups(String text, byte[] address, int firstGroup) {
        String[] groups = text.split(":", -1);
        if (firstGroup + groups.length > V6_GROUPS) {
            return -1;
        }
        for (int i = 0; i < groups.length; i++) {
            int group = number(groups[i], HEX, MAX_GROUP_DIGITS);
            if (group < 0) {
                return -1;
            }
            address[2 * (firstGroup + i)] = (byte) (group >>> Byte.SIZE);
            address[2 * (firstGroup + i) + 1] = (byte) group;
        }
        return groups.length;
    }

    private static int number(String digits, int radix, int maxDigits) {
        if (digits.isEmpty() || digits.length() > maxDigits) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char digit = digits.charAt(i);
            // Digits of other alphabets are not the same ones in every release of the Java runtime.
            if (digit > LAST_OF_ASCII || Character.digit(digit, radix) < 0) {
                return -1;
            }
            value = value * radix + Character.digit(digit, radix);
        }
        return value;
    }
}
