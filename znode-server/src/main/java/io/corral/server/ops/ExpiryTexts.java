package io.corral.server.ops;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** What expires at the same time, as {@code dump} lists it. */
final class ExpiryTexts {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss zzz yyyy", Locale.US)
            .withZone(ZoneId.systemDefault());

    private ExpiryTexts() {}

    /**
     * The sets with their sizes and dates.
     *
     * @param what of what there are sets
     * @param sets lines by time
     * @param epochMillis what to add to the times to have milliseconds since 1970
     */
    static String of(String what, SortedMap<Long, List<String>> sets, long epochMillis) {
        int all = sets.values().stream().mapToInt(List::size).sum();
        StringBuilder text = new StringBuilder(what + " Sets (" + sets.size() + ")/(" + all + "):\n");
        for (Map.Entry<Long, List<String>> set : sets.entrySet()) {
            text.append(set.getValue().size())
                    .append(" expire at ")
                    .append(DATE.format(Instant.ofEpochMilli(set.getKey() + epochMillis)))
                    .append(":\n");
            set.getValue().forEach(line -> text.append('\t').append(line).append('\n'));
        }
        return text.toString();
    }
}
