package io.corral.wire.frame;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A command of operators and their tools, sent as the first four bytes of a connection.
 *
 * @param command which command
 * @param argument what came along in the same read, at most {@link #MAX_ARGUMENT_BYTES} of it; only stmk looks at it
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content, see equals.
public record FourLetterWord(Command command, byte[] argument) {
    /** The longest argument there is: the mask of stmk. */
    public static final int MAX_ARGUMENT_BYTES = Long.BYTES;

    /** The words ZooKeeper 3.9 knows. Any other four bytes are the length of a frame. */
    public enum Command {
        CONF("conf"),
        CONS("cons"),
        CRST("crst"),
        DIRS("dirs"),
        DUMP("dump"),
        ENVI("envi"),
        GTMK("gtmk"),
        HASH("hash"),
        ISRO("isro"),
        MNTR("mntr"),
        RUOK("ruok"),
        SRST("srst"),
        SRVR("srvr"),
        STAT("stat"),
        STMK("stmk"),
        WCHC("wchc"),
        WCHP("wchp"),
        WCHS("wchs"),
        /** The interrupt sequence of telnet, which is not text. */
        TELNET_CLOSE("telnet close", 0xfff4fffd);

        private final String word;
        private final int code;

        Command(String word) {
            this(word, (word.charAt(0) << 24) | (word.charAt(1) << 16) | (word.charAt(2) << 8) | word.charAt(3));
        }

        Command(String word, int code) {
            this.word = word;
            this.code = code;
        }

        /** The word as text, lower case. */
        public String word() {
            return word;
        }

        /** The word's four bytes as a big-endian int. */
        public int code() {
            return code;
        }

        /** Returns the command these four bytes are, or null when they are none. */
        public static @Nullable Command of(int fourBytes) {
            for (Command command : values()) {
                if (command.code == fourBytes) {
                    return command;
                }
            }
            return null;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FourLetterWord that
                && command == that.command
                && Arrays.equals(argument, that.argument);
    }

    @Override
    public int hashCode() {
        return Objects.hash(command, Arrays.hashCode(argument));
    }

    @Override
    public String toString() {
        return "FourLetterWord[" + command.word + ", " + argument.length + " bytes]";
    }
}
