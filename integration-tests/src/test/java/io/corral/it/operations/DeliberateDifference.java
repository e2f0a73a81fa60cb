package io.corral.it.operations;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/** Where an admin command is answered otherwise than by ZooKeeper, on purpose, with the row of the documentation that says why. */
enum DeliberateDifference {
    METHOD("POST (/ruok|/nope|/snapshot)|GET /rest(ore)?", "a command that is asked with another method than its own"),
    PROPERTIES("GET /(system_properties|sysp)", "system_properties shows everything"),
    MONITOR_WITHOUT_LEADER("GET /(monitor|mntr)", "monitor while nothing is served", Standing.NOT_SERVING),
    OBSERVERS("GET /(observers|obsr)", "fields of one observer", Standing.LEADER),
    LIST("GET /?", "the list of commands has a content type");

    private final Pattern requests;
    private final String row;
    private final Set<Standing> standings;

    DeliberateDifference(String requests, String row, Standing... standings) {
        this.requests = Pattern.compile(requests);
        this.row = row;
        this.standings = Set.of(standings.length == 0 ? Standing.values() : standings);
    }

    /** Whether the answer to a request need not be the same. */
    static boolean covers(Standing standing, String request) {
        return Arrays.stream(values())
                .anyMatch(each -> each.standings.contains(standing)
                        && each.requests.matcher(request).matches());
    }

    /** How the row begins. */
    String row() {
        return row;
    }
}
