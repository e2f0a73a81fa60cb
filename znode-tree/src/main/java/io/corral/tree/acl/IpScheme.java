package io.corral.tree.acl;

import io.corral.tree.PlainNumber;
import org.jspecify.annotations.Nullable;

/** Network address: IPv4 or IPv6, optionally with the number of leading bits that count. */
public final class IpScheme implements AclScheme {
    @Override
    public String name() {
        return SchemeNames.IP;
    }

    @Override
    public boolean accepts(String id) {
        int slash = id.indexOf('/');
        byte @Nullable [] address = IpAddress.parse(slash < 0 ? id : id.substring(0, slash));
        return address != null && (slash < 0 || prefixBits(id, slash, address) >= 0);
    }

    @Override
    public boolean isProof() {
        return false;
    }

    @Override
    public boolean matches(Identity identity, String expression) {
        if (!identity.scheme().equals(SchemeNames.IP)) {
            return false;
        }
        int slash = expression.indexOf('/');
        byte @Nullable [] wanted = IpAddress.parse(slash < 0 ? expression : expression.substring(0, slash));
        byte @Nullable [] actual = IpAddress.parse(identity.id());
        if (wanted == null || actual == null || wanted.length != actual.length) {
            return false;
        }
        int bits = slash < 0 ? wanted.length * Byte.SIZE : prefixBits(expression, slash, wanted);
        return bits >= 0 && samePrefix(wanted, actual, bits);
    }

    private static int prefixBits(String expression, int slash, byte[] address) {
        try {
            long bits = PlainNumber.parse(expression.substring(slash + 1), 10);
            int all = address.length * Byte.SIZE;
            return bits >= 0 && bits <= all ? (int) bits : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static boolean samePrefix(byte[] a, byte[] b, int bits) {
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (a[i] != b[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || ((a[whole] ^ b[whole]) & (0xFF << (Byte.SIZE - rest)) & 0xFF) == 0;
    }
}
