package io.corral.server.config;

import java.util.Locale;

/**
 * One key with its value and the place it came from.
 *
 * @param source file, or other place
 * @param key the key as it is written there
 * @param value the value without surrounding blanks
 */
record Setting(String source, String key, String value) {

    int integer(int min, int max) throws ConfigException {
        return (int) number(min, max);
    }

    long number(long min, long max) throws ConfigException {
        long number;
        try {
            number = Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw bad("The value is not a whole number.", "Write a number from " + min + " to " + max + ".");
        }
        if (number < min || number > max) {
            throw bad("The value is out of range.", "Write a number from " + min + " to " + max + ".");
        }
        return number;
    }

    /** A number from 0 to 1. */
    double part() throws ConfigException {
        double number;
        try {
            number = Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw bad("The value is not a number.", "Write a number from 0 to 1, such as 0.02.");
        }
        if (!(number >= 0 && number <= 1)) {
            throw bad("The value is out of range.", "Write a number from 0 to 1, such as 0.02.");
        }
        return number;
    }

    boolean flag() throws ConfigException {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw bad("The value is neither true nor false.", "Write true or false.");
        };
    }

    ConfigException bad(String problem, String fix) {
        return ConfigException.badValue(source, key, shownValue(), problem, fix);
    }

    /** The value, unless it is a secret. */
    String shownValue() {
        return isSecret() ? "(hidden)" : value;
    }

    /** Whether the value is to be shown to nobody. */
    boolean isSecret() {
        String name = key.toLowerCase(Locale.ROOT);
        boolean password = name.contains("password") && !isPasswordPath();
        return password || name.contains("superdigest");
    }

    /** Whether the value names a file with a password in it. */
    boolean isPasswordPath() {
        return key.toLowerCase(Locale.ROOT).endsWith("passwordpath");
    }
}
