package io.corral.server.status;

/**
 * Something that happened to a server and that an operator may want to know.
 *
 * @param number counts the events of this server since its start, from 1
 * @param atMillis when, in milliseconds since 1970
 * @param kind what it is about
 * @param text what happened, a sentence
 */
public record ServerEvent(long number, long atMillis, Kind kind, String text) {

    /** What an event is about. */
    public enum Kind {
        /** Who leads, and what this server is. */
        LEADERSHIP,
        /** The members of the ensemble. */
        MEMBERSHIP,
        /** A connection to another member. */
        PEER,
        /** A snapshot of the state. */
        SNAPSHOT,
        /** The disk of the log. */
        DISK,
        /** What this server cannot survive. */
        FAILURE
    }
}
