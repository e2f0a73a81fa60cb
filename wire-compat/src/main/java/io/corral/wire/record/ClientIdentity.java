package io.corral.wire.record;

import org.jspecify.annotations.Nullable;

/**
 * One identity of the connection as whoAmI reports it (Jute's ClientInfo).
 *
 * @param authScheme the authentication scheme
 * @param user the display name within the scheme
 */
public record ClientIdentity(
        @Nullable String authScheme, @Nullable String user) {}
