package io.corral.server.config;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which four letter words are answered. {@code srvr} always is, as in ZooKeeper.
 *
 * @param all whether all are
 * @param words those that are, when not all
 */
public record CommandWhitelist(boolean all, Set<String> words) {

    /** Keeps an unmodifiable copy of the set. */
    public CommandWhitelist {
        words = Set.copyOf(words);
    }

    /**
     * The whitelist in a setting such as {@code stat, ruok} or {@code *}.
     *
     * @param setting comma-separated words; spaces do not count; may be empty
     */
    public static CommandWhitelist parse(String setting) {
        Set<String> words = Arrays.stream(setting.split(",", -1))
                .map(String::trim)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        return new CommandWhitelist(words.contains("*"), words);
    }

    /** Whether a word is answered. */
    public boolean allows(String word) {
        return all || word.equals("srvr") || words.contains(word);
    }
}
