package io.corral.raft.node;

/** What the configured members of a group mean to a node that has run before. */
public enum MemberConfiguration {
    /**
     * The nodes of the group must be the configured ones, whatever they are in it; a node that finds others does not start. For
     * programs whose members never change: an edited configuration is then a mistake.
     */
    BINDING,
    /** The configuration began the group; log and snapshot say who the members are. For programs that change them. */
    INITIAL
}
