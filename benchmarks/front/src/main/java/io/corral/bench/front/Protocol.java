package io.corral.bench.front;

/**
 * What travels between the load generator and a node. A request is its length (4 bytes), an id (8) and the command; a request
 * without a command asks how the node stands. An answer is its length (4), the id (8), a status (4) and a count (8). Answers
 * come in any order.
 */
public final class Protocol {
    /** Length of a request without its command, in bytes, the length field not counted. */
    public static final int REQUEST_HEADER_BYTES = 8;

    /** Length of an answer in bytes, the length field not counted. */
    public static final int ANSWER_BYTES = 20;

    /** Smallest command: its first eight bytes are overwritten by the node that takes it. */
    public static final int SMALLEST_COMMAND_BYTES = 8;

    /** Largest command. */
    public static final int LARGEST_COMMAND_BYTES = 48 << 10;

    /** The command was executed; or, asked how it stands, the node leads. */
    public static final int EXECUTED = 0;

    /** The command was not taken; or, asked how it stands, the node does not lead. */
    public static final int REFUSED = 1;

    private Protocol() {}
}
