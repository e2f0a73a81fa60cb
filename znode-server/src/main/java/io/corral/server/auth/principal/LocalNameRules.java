package io.corral.server.auth.principal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The rules of {@code security.auth_to_local}: the first that applies gives the short name. Immutable. */
public final class LocalNameRules {
    /** What holds where no rules are written: the default realm is dropped, any other is not known. */
    public static final String DEFAULT = "DEFAULT";

    private static final Pattern RULE = Pattern.compile(
            "\\s*(?:(DEFAULT)|RULE:\\[(\\d+):([^\\]]*)](?:\\(([^)]*)\\))?(?:s/([^/]*)/([^/]*)/(g)?)?)\\s*");
    private static final Pattern NOT_SHORT = Pattern.compile("[/@]");

    private final List<LocalNameRule> rules;

    private LocalNameRules(List<LocalNameRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Reads rules that follow one another, with or without blanks between.
     *
     * @param text the rules
     * @param defaultRealm the realm that {@code DEFAULT} drops; empty when this host has none
     * @throws IllegalArgumentException when they cannot be read
     */
    public static LocalNameRules parse(String text, String defaultRealm) {
        List<LocalNameRule> rules = new ArrayList<>();
        Matcher matcher = RULE.matcher(text);
        int position = 0;
        while (position < text.length()) {
            matcher.region(position, text.length());
            if (!matcher.lookingAt()) {
                throw new IllegalArgumentException("no rule can be read at \"" + text.substring(position) + "\"");
            }
            rules.add(matcher.group(1) != null ? droppingRealm(defaultRealm) : substitution(matcher));
            position = matcher.end();
        }
        return new LocalNameRules(rules);
    }

    private static LocalNameRule droppingRealm(String defaultRealm) {
        return name -> defaultRealm.equals(name.realm()) ? Optional.of(name.primary()) : Optional.empty();
    }

    private static LocalNameRule substitution(Matcher matcher) {
        try {
            return new SubstitutionRule(
                    Integer.parseInt(matcher.group(2)),
                    matcher.group(3),
                    patternOrNull(matcher.group(4)),
                    patternOrNull(matcher.group(5)),
                    matcher.group(6) == null ? "" : matcher.group(6),
                    matcher.group(7) != null);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("bad pattern in \"" + matcher.group() + "\"", e);
        }
    }

    private static @Nullable Pattern patternOrNull(@Nullable String text) {
        return text == null ? null : Pattern.compile(text);
    }

    /**
     * The short name of a principal.
     *
     * @return empty when no rule applies, or the one that does gives a name that is not short
     */
    public Optional<String> shortName(PrincipalName name) {
        if (name.host() == null && name.realm() == null) {
            return Optional.of(name.primary());
        }
        for (LocalNameRule rule : rules) {
            Optional<String> result = rule.apply(name);
            if (result.isPresent()) {
                return result.filter(text -> !NOT_SHORT.matcher(text).find());
            }
        }
        return Optional.empty();
    }
}
