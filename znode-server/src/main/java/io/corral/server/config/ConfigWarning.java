package io.corral.server.config;

/**
 * A setting that is accepted but will not do what its writer may expect.
 *
 * @param key the key
 * @param value its value as written; passwords are not shown
 * @param reason what happens instead, and what to do, in whole sentences
 */
public record ConfigWarning(String key, String value, String reason) {

    /** One line for a log. */
    public String text() {
        return key + "=" + value + ": " + reason;
    }
}
