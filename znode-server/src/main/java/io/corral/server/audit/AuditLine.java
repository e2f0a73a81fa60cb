package io.corral.server.audit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit log.
 *
 * @param session id of the session; null for what no session did
 * @param user who did it: the names of the connection's identities, or whose process the server is
 * @param address where the client is; null for what no client did
 * @param operation name of what was done
 * @param znode path concerned; null for none
 * @param znodeType kind of a created node; null for none
 * @param acl the list asked for; null for none
 * @param result how it went
 */
record AuditLine(
        @Nullable Long session,
        String user,
        @Nullable String address,
        String operation,
        @Nullable String znode,
        @Nullable String znodeType,
        @Nullable String acl,
        Result result) {
    /** How it went. */
    enum Result {
        SUCCESS,
        FAILURE,
        /** It is under way, and nobody will say how it went. */
        INVOKED
    }

    /** What the server itself does. */
    static AuditLine ofServer(String user, String operation, Result result) {
        return new AuditLine(null, user, null, operation, null, null, null, result);
    }

    /** As it stands in the log. */
    String text() {
        StringBuilder text = new StringBuilder(128);
        append(text, "session", session == null ? null : "0x" + Long.toHexString(session));
        append(text, "user", user);
        append(text, "ip", address);
        append(text, "operation", operation);
        append(text, "znode", znode);
        append(text, "znode_type", znodeType);
        append(text, "acl", acl);
        append(text, "result", result.name().toLowerCase(Locale.ROOT));
        return text.toString();
    }

    /** How long its parts are in all that clients choose the length of. */
    int chars() {
        return user.length() + length(znode) + length(acl);
    }

    private static int length(@Nullable String part) {
        return part == null ? 0 : part.length();
    }

    private static void append(StringBuilder text, String key, @Nullable String value) {
        if (value != null) {
            text.append(text.length() == 0 ? "" : "\t").append(key).append('=').append(OneLine.of(value));
        }
    }
}
