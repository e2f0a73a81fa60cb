package io.corral.bench.front;

/** A command on its way through an engine. */
public final class Append {
    private final FrontConnection connection;
    private final long requestId;
    private final long token;
    private final byte[] command;

    Append(FrontConnection connection, long requestId, long token, byte[] command) {
        this.connection = connection;
        this.requestId = requestId;
        this.token = token;
        this.command = command;
    }

    /** A number that no other command of this cluster carries; the first eight bytes of the command. */
    public long token() {
        return token;
    }

    /** What is to be replicated. Not copied, not to be changed. */
    public byte[] command() {
        return command;
    }

    /**
     * The command has been executed. Any thread.
     *
     * @param count commands executed up to this one, itself included
     */
    public void executed(long count) {
        connection.answer(new Answer(requestId, Protocol.EXECUTED, count));
    }

    /** The command was not taken, or what became of it is unknown. Any thread. */
    public void refused() {
        connection.answer(new Answer(requestId, Protocol.REFUSED, 0));
    }
}
