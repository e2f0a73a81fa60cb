package io.corral.server.config;

import java.util.List;
import java.util.Locale;

/**
 * Settings that ask for a protection which is not available yet. Starting without it would leave open what its writer
 * believes to be closed, so they stop the start.
 */
final class UnavailableProtection {

    private static final List<String> QUORUM_SASL =
            List.of("quorum.auth.enableSasl", "quorum.auth.serverRequireSasl", "quorum.auth.learnerRequireSasl");

    private UnavailableProtection() {}

    static void refuse(ConfigValues values) throws ConfigException {
        refuse(
                values,
                QUORUM_SASL,
                "Servers do not authenticate to one another by SASL.",
                "Remove the setting and use sslQuorum=true: with TLS each server shows the others its certificate.");
        for (Setting setting : values.find(Scope.FILE, "oraclePath").stream().toList()) {
            throw setting.bad("Ensembles with an oracle are not offered.", "Remove it and use three servers.");
        }
    }

    private static void refuse(ConfigValues values, List<String> keys, String problem, String fix)
            throws ConfigException {
        for (String key : keys) {
            for (Setting setting : values.find(Scope.PROPERTY, key).stream().toList()) {
                if (setting.value().toLowerCase(Locale.ROOT).equals("true")) {
                    throw setting.bad(problem, fix);
                }
            }
        }
    }
}
