package io.corral.tree.session;

import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a client must show to come back to its session: normally 16 bytes. Immutable; never printed. */
public final class SessionPassword {
    /** Length of the passwords that servers give out, in bytes. */
    public static final int LENGTH = 16;

    private final byte[] bytes;

    private SessionPassword(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A password of these bytes.
     *
     * @param bytes any number of bytes, as a client may show anything; not copied, must not change
     * @return the password
     */
    public static SessionPassword of(byte[] bytes) {
        return new SessionPassword(bytes);
    }

    /** The bytes, not copied: callers must not change them. */
    public byte[] bytes() {
        return bytes;
    }

    /** Compares in a time that does not depend on where the difference is. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionPassword that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "***";
    }
}
