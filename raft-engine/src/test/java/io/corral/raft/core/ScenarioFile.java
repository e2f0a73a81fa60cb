package io.corral.raft.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A story in a text file: blocks of commands, each followed by {@code ----} and what is expected to come of them. Lines that begin with
 * {@code #} are comments. A file can be written anew with what really came of the commands.
 */
final class ScenarioFile {

    private static final String SEPARATOR = "----";

    private final List<String> before = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();

    private ScenarioFile() {}

    static ScenarioFile parse(String text) {
        ScenarioFile file = new ScenarioFile();
        for (String paragraph : text.strip().split("\n\n")) {
            List<String> lines = List.of(paragraph.split("\n"));
            int separator = lines.indexOf(SEPARATOR);
            if (separator < 0) {
                file.before.addAll(lines);
            } else {
                file.blocks.add(new Block(lines.subList(0, separator)));
            }
        }
        return file;
    }

    /** The file as it would be if everything happened as it does when the commands are carried out. */
    String replay(Function<String, List<String>> carryOut) {
        StringBuilder text = new StringBuilder(String.join("\n", before)).append('\n');
        for (Block block : blocks) {
            text.append('\n');
            List<String> happened = new ArrayList<>();
            for (String line : block.commands) {
                text.append(line).append('\n');
                if (!line.startsWith("#")) {
                    happened.addAll(carryOut.apply(line));
                }
            }
            text.append(SEPARATOR).append('\n');
            happened.forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }

    private record Block(List<String> commands) {}
}
