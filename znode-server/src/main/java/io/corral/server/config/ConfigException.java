package io.corral.server.config;

/** A configuration a server cannot start with. The message is complete: where, what, why, and what to do. */
public final class ConfigException extends Exception {

    private static final long serialVersionUID = 1L;

    private ConfigException(String message) {
        super(message);
    }

    /**
     * A setting with a value that cannot be used.
     *
     * @param source file, or other place, the setting comes from
     * @param key its key
     * @param value its value as written
     * @param problem what is wrong, a whole sentence
     * @param fix what to write instead, a whole sentence
     */
    public static ConfigException badValue(String source, String key, String value, String problem, String fix) {
        return new ConfigException(String.join(
                System.lineSeparator(),
                "The configuration cannot be used.",
                "  Where:   " + source,
                "  Setting: " + key + "=" + value,
                "  Problem: " + problem,
                "  Fix:     " + fix));
    }

    /**
     * Something that is missing or cannot be read.
     *
     * @param source the file it concerns
     * @param problem what is wrong, a whole sentence
     * @param fix what to do, a whole sentence
     */
    public static ConfigException of(String source, String problem, String fix) {
        return new ConfigException(String.join(
                System.lineSeparator(),
                "The configuration cannot be used.",
                "  Where:   " + source,
                "  Problem: " + problem,
                "  Fix:     " + fix));
    }
}
