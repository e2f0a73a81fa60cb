package io.corral.admin.api;

import io.corral.server.status.ServerEvent;
import java.time.Instant;
import java.util.Locale;

/**
 * An event as {@code /api/events} shows it.
 *
 * @param number counts the events of the server since its start
 * @param at when, in ISO 8601, UTC
 * @param kind what it is about: leadership, membership, peer, snapshot, disk or failure
 * @param text what happened, a sentence
 */
public record EventView(long number, String at, String kind, String text) {

    static EventView of(ServerEvent event) {
        return new EventView(
                event.number(),
                Instant.ofEpochMilli(event.atMillis()).toString(),
                event.kind().name().toLowerCase(Locale.ROOT),
                event.text());
    }
}
