package io.corral.sim.history;

/**
 * What a client asks of a key. The value of a key is a number, 0 at the beginning; appending mixes a number into it so that the
 * value tells everything that was appended, in order.
 *
 * @param kind what is asked
 * @param key of what
 * @param first the value to write, to append, or expected by {@link Kind#SWAP}
 * @param second the value {@link Kind#SWAP} puts in its place
 */
public record Operation(Kind kind, int key, long first, long second) {
    private static final long MIXER = 0x9E3779B97F4A7C15L;

    /** The kinds of operations. */
    public enum Kind {
        /** Answers the value. */
        READ(1),
        /** Replaces the value; answers 0. */
        WRITE(2),
        /** Mixes a number into the value; answers the new value. */
        APPEND(3),
        /** Replaces the value if it is the expected one; answers 1 if so, otherwise 0. */
        SWAP(4);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }

        /** The kind as a byte. */
        public byte code() {
            return code;
        }

        /** The kind that this byte stands for. */
        public static Kind of(byte code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no operation has the code " + code);
        }
    }

    /** The value afterwards. */
    public long valueAfter(long value) {
        return switch (kind) {
            case READ -> value;
            case WRITE -> first;
            case APPEND -> (value ^ first) * MIXER + first;
            case SWAP -> value == first ? second : value;
        };
    }

    /** The answer when the value was this. */
    public long answerTo(long value) {
        return switch (kind) {
            case READ -> value;
            case WRITE -> 0;
            case APPEND -> valueAfter(value);
            case SWAP -> value == first ? 1 : 0;
        };
    }
}
