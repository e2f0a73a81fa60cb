package io.corral.it.oracle;

import java.util.List;
import java.util.Optional;

/**
 * Where two transcripts part.
 *
 * @param script what was played
 * @param step index of the scene; beyond the steps come the clients' last events, then the tree
 */
record Difference(Script script, int step, Transcript expected, Transcript actual) {
    private static final int STEPS_SHOWN_BEFORE = 25;
    private static final int LINES_SHOWN = 8;

    /** The first difference. Two that fall silent at the same step differ there: neither has answered it. */
    static Optional<Difference> between(Script script, Transcript expected, Transcript actual) {
        int step = expected.firstDifference(actual);
        if (step == Transcript.SAME && actual.endsInSilence()) {
            step = actual.scenes().size() - 1;
        }
        return step == Transcript.SAME ? Optional.empty() : Optional.of(new Difference(script, step, expected, actual));
    }

    /** Whether one side gave no answer at all, after which nothing can be compared on the same servers. */
    boolean ofSilence() {
        return expected.endsInSilence() || actual.endsInSilence();
    }

    /** Whether the expected side alone gave no answer: then nothing is known of what is right. */
    boolean withoutVerdict() {
        return expected.endsInSilence() && !actual.endsInSilence();
    }

    /** The operation, both answers and what went before. */
    String describe() {
        StringBuilder text = new StringBuilder("seed " + script.seed() + ", "
                + script.steps().size() + " operations, first difference at number " + step + "\n");
        for (int i = Math.max(0, step - STEPS_SHOWN_BEFORE); i < step; i++) {
            text.append("  ").append(i).append(' ').append(operation(i)).append('\n');
            expected.scene(i)
                    .forEach(line -> text.append("         ").append(line).append('\n'));
        }
        text.append("> ").append(step).append(' ').append(operation(step)).append('\n');
        append(text, "expected", expected.scene(step), actual.scene(step));
        append(text, "actual  ", actual.scene(step), expected.scene(step));
        return printable(text);
    }

    /** Lines that both sides agree on are told once. */
    private static void append(StringBuilder text, String side, List<String> lines, List<String> others) {
        int agreed = 0;
        while (agreed < Math.min(lines.size(), others.size())
                && lines.get(agreed).equals(others.get(agreed))) {
            agreed++;
        }
        text.append("  ").append(side).append(" (after ").append(agreed).append(" equal lines)\n");
        lines.subList(agreed, Math.min(lines.size(), agreed + LINES_SHOWN))
                .forEach(line -> text.append("         ").append(line).append('\n'));
    }

    /** Odd characters of odd paths as escapes. */
    private static String printable(CharSequence text) {
        StringBuilder printable = new StringBuilder();
        text.chars()
                .forEach(c -> printable.append(
                        c == '\n' || c >= ' ' && c < 127 ? Character.toString(c) : String.format("\\u%04x", c)));
        return printable.toString();
    }

    private String operation(int index) {
        int steps = script.steps().size();
        if (index < steps) {
            return script.steps().get(index).toString();
        }
        int client = index - steps;
        return client < ScriptWriter.CLIENTS ? "client " + client + ": last events" : "tree at the end";
    }
}
