package io.corral.it.operations;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** The text of a four letter word without what depends on the moment: numbers, dates, folders, version and memory. */
final class WordForm {
    private static final Pattern VERSION = Pattern.compile("(?<=[vV]ersion[:=\t] ?)3\\.9\\.5-.*");
    private static final Pattern CONFIG_VERSION = Pattern.compile("(?m)^version=[0-9a-f]+$");
    private static final Pattern CLASS_PATH = Pattern.compile("(?<=java.class.path=).*");
    private static final Pattern DATE = Pattern.compile("[A-Z][a-z]{2} [A-Z][a-z]{2} \\d\\d [\\d:]{8} \\S+ \\d{4}");
    private static final Pattern HEX = Pattern.compile("0x[0-9a-f]+");
    private static final Pattern DIGEST = Pattern.compile("(?m)^[0-9a-f]+: -?\\d+$");
    private static final Pattern FRACTION = Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?(?![.\\d])");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+");

    private static final String CLIENT = " /";

    private WordForm() {}

    /** The form of a text of a server whose files are in the folder. Lines of one form are one line. */
    static String of(String text, Path folder) {
        String masked = text.replace(folder.toAbsolutePath().toString(), "FOLDER");
        masked = CLASS_PATH.matcher(masked).replaceAll("CLASS PATH");
        masked = VERSION.matcher(masked).replaceAll("VERSION");
        masked = CONFIG_VERSION.matcher(masked).replaceAll("version=HEX");
        masked = DATE.matcher(masked).replaceAll("DATE");
        masked = DIGEST.matcher(masked).replaceAll("ZXID: DIGEST");
        masked = masked.replace("127.0.0.1", "LOOPBACK");
        masked = HEX.matcher(masked).replaceAll("HEX");
        masked = FRACTION.matcher(masked).replaceAll("F");
        masked = NUMBER.matcher(masked).replaceAll("N");
        return String.join("\n", withoutRepetition(masked));
    }

    /** What is listed comes in any order, and in any number of sets. */
    private static List<String> withoutRepetition(String text) {
        List<String> lines = new ArrayList<>();
        int firstClient = -1;
        for (String line : text.split("\n", -1)) {
            if (line.isEmpty() || !lines.contains(line)) {
                lines.add(line);
            }
            if (line.startsWith(CLIENT) && firstClient < 0) {
                firstClient = lines.size() - 1;
            }
        }
        if (firstClient >= 0) {
            int end = firstClient;
            while (lines.get(end).startsWith(CLIENT)) {
                end++;
            }
            Collections.sort(lines.subList(firstClient, end));
        }
        return lines;
    }
}
