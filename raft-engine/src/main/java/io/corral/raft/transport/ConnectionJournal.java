package io.corral.raft.transport;

/** Told what happens to connections, in words for an operator. Called from the transport's threads; must not block. */
public interface ConnectionJournal {

    /** Something that happens in normal operation: a peer came or went. */
    void note(String event);

    /** Something an operator should look into: a stranger, a wrong configuration, damaged bytes. */
    void warn(String event);
}
