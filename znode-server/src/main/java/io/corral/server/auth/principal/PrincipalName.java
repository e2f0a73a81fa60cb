package io.corral.server.auth.principal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A principal as Kerberos writes it: {@code primary}, {@code primary@REALM} or {@code primary/host@REALM}.
 *
 * @param primary the user or service
 * @param host the second component; null when there is none
 * @param realm the realm; null when there is none
 */
public record PrincipalName(
        String primary, @Nullable String host, @Nullable String realm) {
    private static final Pattern WITH_REALM = Pattern.compile("([^/@]*)(?:/([^/@]*))?@([^/@]*)");

    /**
     * Reads a name. Without an at sign all of it is the primary, slashes included, as in ZooKeeper.
     *
     * @return empty when it has an at sign and is not of one of the forms
     */
    public static Optional<PrincipalName> parse(String name) {
        if (name.indexOf('@') < 0) {
            return Optional.of(new PrincipalName(name, null, null));
        }
        Matcher matcher = WITH_REALM.matcher(name);
        return matcher.matches()
                ? Optional.of(new PrincipalName(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    /** The number of components before the realm. */
    int components() {
        return host == null ? 1 : 2;
    }

    /** What {@code $n} stands for in a rule: 0 is the realm; null for a component that this name does not have. */
    @Nullable
    String component(int number) {
        return switch (number) {
            case 0 -> realm;
            case 1 -> primary;
            case 2 -> host;
            default -> null;
        };
    }
}
