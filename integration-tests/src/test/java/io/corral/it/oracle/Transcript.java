package io.corral.it.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a subject answered.
 *
 * @param scenes the lines seen at each step, then at the end of each client, then the tree
 */
record Transcript(List<List<String>> scenes) {
    static final int SAME = -1;

    private static final List<String> SILENCE = List.of("no answer, connection open");
    private static final Pattern ERROR = Pattern.compile(" err(?:or |=)(-?\\d+)");

    /** Index of the first scene that differs, or {@link #SAME}. */
    int firstDifference(Transcript other) {
        int common = Math.min(scenes.size(), other.scenes.size());
        for (int i = 0; i < common; i++) {
            if (!scenes.get(i).equals(other.scenes.get(i))) {
                return i;
            }
        }
        return scenes.size() == other.scenes.size() ? SAME : common;
    }

    /** The transcript of a play in which the subject stopped answering. */
    static Transcript silent(List<List<String>> scenes) {
        List<List<String>> all = new ArrayList<>(scenes);
        all.add(SILENCE);
        return new Transcript(all);
    }

    boolean endsInSilence() {
        return !scenes.isEmpty() && scenes.get(scenes.size() - 1).equals(SILENCE);
    }

    /** How often each error code was answered, 0 included. */
    Map<Integer, Integer> errorCounts() {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (List<String> scene : scenes) {
            for (String line : scene) {
                Matcher matcher = ERROR.matcher(line);
                while (matcher.find()) {
                    counts.merge(Integer.valueOf(matcher.group(1)), 1, Integer::sum);
                }
            }
        }
        return counts;
    }

    /** The lines of one scene; none when the play ended before. */
    List<String> scene(int index) {
        return index < scenes.size() ? scenes.get(index) : List.of("(the play had ended)");
    }
}
