package io.corral.tree.quota;

import io.corral.tree.PlainNumber;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The text of a quota's limits or of its usage: ZooKeeper's {@code count=5,bytes=-1=;byteHardLimit=10}. Immutable.
 *
 * <p>Clients write these texts, so anything can be in them: what is no number counts as "no limit".
 */
public final class QuotaNumbers {
    /** No limit. */
    public static final long UNLIMITED = -1;

    private static final int LONGEST_TEXT = 1024;
    private static final String COUNT = "count";
    private static final String BYTES = "bytes";
    private static final String COUNT_HARD_LIMIT = "countHardLimit";
    private static final String BYTE_HARD_LIMIT = "byteHardLimit";

    private final Map<String, Long> values;

    private QuotaNumbers(Map<String, Long> values) {
        this.values = values;
    }

    /** Usage of this many nodes and bytes. */
    public static QuotaNumbers of(Usage usage) {
        return new QuotaNumbers(Map.of(COUNT, usage.nodes(), BYTES, usage.bytes()));
    }

    /**
     * Reads the data of a limits or statistics node.
     *
     * @param data the data; null is as good as empty, and so is what is longer than any text of four numbers: whoever writes below
     *     the quota would pay for reading it
     */
    public static QuotaNumbers parse(byte @Nullable [] data) {
        Map<String, Long> values = new TreeMap<>();
        if (data != null && data.length <= LONGEST_TEXT) {
            for (String pair : new String(data, StandardCharsets.UTF_8).split("[,;]+", -1)) {
                int sign = pair.indexOf('=');
                if (sign > 0) {
                    values.put(pair.substring(0, sign), number(pair.substring(sign + 1)));
                }
            }
        }
        return new QuotaNumbers(values);
    }

    /** ZooKeeper ends the first two pairs with one more sign when others follow, for its old clients. */
    private static long number(String text) {
        int end = text.indexOf('=');
        try {
            return PlainNumber.parse(end < 0 ? text : text.substring(0, end), 10);
        } catch (NumberFormatException e) {
            return UNLIMITED;
        }
    }

    /** Nodes: how many there are, or how many are too many. */
    public long count() {
        return value(COUNT);
    }

    /** Bytes of data: how many there are, or how many are too many. */
    public long bytes() {
        return value(BYTES);
    }

    /** The most nodes that may be; {@link #UNLIMITED} unless set. */
    public long countHardLimit() {
        return value(COUNT_HARD_LIMIT);
    }

    /** The most bytes that may be; {@link #UNLIMITED} unless set. */
    public long byteHardLimit() {
        return value(BYTE_HARD_LIMIT);
    }

    private long value(String key) {
        return values.getOrDefault(key, UNLIMITED);
    }

    /** The same with more, or less, of both; other values stay as they are. */
    public QuotaNumbers plus(Usage difference) {
        Map<String, Long> changed = new TreeMap<>(values);
        changed.put(COUNT, count() + difference.nodes());
        changed.put(BYTES, bytes() + difference.bytes());
        return new QuotaNumbers(changed);
    }

    /** The text as ZooKeeper writes it. */
    public byte[] encode() {
        StringBuilder text = new StringBuilder()
                .append(COUNT)
                .append('=')
                .append(count())
                .append(',')
                .append(BYTES)
                .append('=')
                .append(bytes());
        Map<String, Long> others = new TreeMap<>(values);
        others.remove(COUNT);
        others.remove(BYTES);
        if (!others.isEmpty()) {
            text.append('=');
            others.forEach(
                    (key, value) -> text.append(';').append(key).append('=').append(value));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
