package io.corral.raft.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Files of a damaged log, kept under other names for whoever looks into the damage. */
final class SetAside {
    private static final String PREFIX = "damaged-";

    private SetAside() {}

    static boolean isAnythingIn(LogDirectory directory) throws IOException {
        return !in(directory).isEmpty();
    }

    static List<String> in(LogDirectory directory) throws IOException {
        return directory.list().stream().filter(name -> name.startsWith(PREFIX)).toList();
    }

    /**
     * The oldest segment goes first. Should this end in the middle, what is left is damaged still, or begins behind the damage, with
     * a gap that shows where it matters; the other way round the end of the log would be missing, which nothing shows.
     */
    static List<String> all(LogDirectory directory) throws IOException {
        List<String> present = directory.list();
        int time = 1;
        while (hasAnyOf(present, prefix(time))) {
            time++;
        }
        List<String> kept = new ArrayList<>();
        for (String name : present.stream().filter(Segment::isFileName).sorted().toList()) {
            String newName = prefix(time) + name;
            LogFile file = directory.open(name);
            directory.rename(file, newName);
            file.close();
            directory.force();
            kept.add(newName);
        }
        return kept;
    }

    private static String prefix(int time) {
        return PREFIX + time + "-";
    }

    private static boolean hasAnyOf(List<String> names, String prefix) {
        return names.stream().anyMatch(name -> name.startsWith(prefix));
    }
}
