package io.corral.wire.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the records of this package share about values that may be null on the wire. */
final class WireValues {
    private WireValues() {}

    /** An unmodifiable copy; unlike {@link List#copyOf} it keeps null elements, which the wire allows. */
    static @Nullable List<@Nullable String> copyOfNullable(@Nullable List<@Nullable String> strings) {
        return strings == null ? null : Collections.unmodifiableList(new ArrayList<>(strings));
    }

    /** How many bytes there are, for showing in place of the bytes. */
    static String length(byte @Nullable [] bytes) {
        return bytes == null ? "null" : bytes.length + " bytes";
    }
}
