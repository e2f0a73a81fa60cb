package io.corral.server.config;

/** Reads ports. */
final class PortNumber {

    private PortNumber() {}

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
