package io.corral.server.config;

import java.io.IOException;
import java.io.StringReader;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * The lines of a configuration file as anybody may see them. A setting may be written in many ways (Java properties: {@code =},
 * {@code :} or a blank behind the key, escapes in it, a value over several lines), and a secret must be known in each of them; so
 * a line that looks like one is not shown either.
 */
final class ShownLines {
    private static final String HIDDEN = "(hidden)";

    private ShownLines() {}

    /** The text, secrets hidden. */
    static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (Iterator<String> lines = text.lines().iterator(); lines.hasNext(); ) {
            StringBuilder setting = new StringBuilder(lines.next());
            if (isComment(setting)) {
                shown.append(looksSecret(setting.toString()) ? "#" + HIDDEN : setting);
            } else {
                while (goesOn(setting) && lines.hasNext()) {
                    setting.append('\n').append(lines.next());
                }
                shown.append(shown(setting.toString()));
            }
            shown.append('\n');
        }
        return shown.toString();
    }

    private static boolean isComment(CharSequence line) {
        String start = line.toString().strip();
        return start.startsWith("#") || start.startsWith("!");
    }

    /** Whether it ends in an odd number of backslashes: two are one, as any other character. */
    private static boolean goesOn(CharSequence line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static String shown(String written) {
        Properties read = new Properties();
        try {
            read.load(new StringReader(written));
        } catch (IOException | IllegalArgumentException e) {
            return HIDDEN;
        }
        List<Setting> settings = read.stringPropertyNames().stream()
                .map(key -> new Setting("", key, read.getProperty(key)))
                .toList();
        for (Setting setting : settings) {
            boolean secret = setting.isSecret() || looksSecret(written) || looksSecret(setting.value());
            if (secret && !setting.isPasswordPath()) {
                return setting.key() + "=" + HIDDEN;
            }
        }
        return written;
    }

    private static boolean looksSecret(String line) {
        String name = line.toLowerCase(Locale.ROOT).replace("passwordpath", "");
        return name.contains("password") || name.contains("superdigest");
    }
}
