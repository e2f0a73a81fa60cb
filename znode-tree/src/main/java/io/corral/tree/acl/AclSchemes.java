package io.corral.tree.acl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The schemes known to a server, by name. Immutable. */
public final class AclSchemes {
    private final Map<String, AclScheme> byName;

    private AclSchemes(Map<String, AclScheme> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** The schemes that ZooKeeper knows without configuration: digest and ip. */
    public static AclSchemes standard() {
        return of(List.of(new DigestScheme(), new IpScheme()));
    }

    /** All that a server can offer; what one does offer is a matter of its configuration. */
    public static AclSchemes all() {
        return of(List.of(new DigestScheme(), new IpScheme(), new SaslScheme(), new X509Scheme()));
    }

    /**
     * Those of these schemes that have such a name.
     *
     * @param names names; one that no scheme here has is skipped
     * @return an immutable registry
     */
    public AclSchemes restrictedTo(Set<String> names) {
        return of(byName.values().stream()
                .filter(scheme -> names.contains(scheme.name()))
                .toList());
    }

    /**
     * These schemes and no others.
     *
     * @param schemes the schemes; a later one replaces an earlier one of the same name
     * @return an immutable registry
     */
    public static AclSchemes of(List<AclScheme> schemes) {
        Map<String, AclScheme> byName = new LinkedHashMap<>();
        schemes.forEach(scheme -> byName.put(scheme.name(), scheme));
        return new AclSchemes(byName);
    }

    /**
     * Looks a scheme up.
     *
     * @param name its name
     * @return the scheme, or null when it is not known
     */
    public @Nullable AclScheme find(String name) {
        return byName.get(name);
    }
}
