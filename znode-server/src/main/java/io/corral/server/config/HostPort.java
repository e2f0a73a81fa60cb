package io.corral.server.config;

import java.util.ArrayList;
import java.util.List;

/** Splits {@code host:port:port} texts, in which IPv6 addresses stand in brackets. */
final class HostPort {

    private HostPort() {}

    /**
     * The parts between the colons; a first part in brackets loses them.
     *
     * @throws ConfigException if a bracket is not closed
     */
    static List<String> split(Setting setting, String text) throws ConfigException {
        List<String> parts = new ArrayList<>();
        String rest = text;
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            if (end < 0 || (end + 1 < text.length() && text.charAt(end + 1) != ':')) {
                throw setting.bad(
                        "An IPv6 address is not closed by a bracket.", "Write it like [2001:db8::1]:2888:3888.");
            }
            parts.add(text.substring(1, end));
            if (end + 1 == text.length()) {
                return parts;
            }
            rest = text.substring(end + 2);
        }
        parts.addAll(List.of(rest.split(":", -1)));
        return parts;
    }

    static int port(Setting setting, String text) throws ConfigException {
        try {
            int port = Integer.parseInt(text.trim());
            if (port >= 1 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw notAPort(setting, text);
        }
        throw notAPort(setting, text);
    }

    private static ConfigException notAPort(Setting setting, String text) {
        return setting.bad("'" + text + "' is not a port.", "Write a number from 1 to 65535 in its place.");
    }
}
