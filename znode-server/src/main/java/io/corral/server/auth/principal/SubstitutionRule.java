package io.corral.server.auth.principal;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule {@code RULE:[n:format](filter)s/from/to/g}, as in MIT Kerberos' {@code auth_to_local}.
 *
 * @param components how many components a principal must have for the rule to concern it
 * @param format text in which {@code $0} stands for the realm, {@code $1} and {@code $2} for the components
 * @param filter what the formatted text must match as a whole; null for anything
 * @param from what is replaced in it; null for nothing
 * @param to the replacement
 * @param everywhere whether every occurrence is replaced, or the first
 */
record SubstitutionRule(
        int components,
        String format,
        @Nullable Pattern filter,
        @Nullable Pattern from,
        String to,
        boolean everywhere) implements LocalNameRule {

    @Override
    public Optional<String> apply(PrincipalName name) {
        if (name.components() != components) {
            return Optional.empty();
        }
        String text = formatted(name);
        if (filter != null && !filter.matcher(text).matches()) {
            return Optional.empty();
        }
        if (from == null) {
            return Optional.of(text);
        }
        return Optional.of(
                everywhere
                        ? from.matcher(text).replaceAll(to)
                        : from.matcher(text).replaceFirst(to));
    }

    private String formatted(PrincipalName name) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            boolean reference = c == '$' && i + 1 < format.length() && Character.isDigit(format.charAt(i + 1));
            if (reference) {
                i++;
                String part = name.component(Character.digit(format.charAt(i), 10));
                text.append(part == null ? "" : part);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
