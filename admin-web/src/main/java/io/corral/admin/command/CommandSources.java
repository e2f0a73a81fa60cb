package io.corral.admin.command;

import io.corral.server.control.ControlPort;
import io.corral.server.status.ServerStatusSource;
import java.util.Map;
import java.util.Optional;

/**
 * What the commands show and act on.
 *
 * @param status what the server says of itself
 * @param control what the server can be asked to do
 * @param environment what {@code environment} shows, in this order
 * @param systemProperties what {@code system_properties} shows, by name
 * @param initialConfiguration what {@code initial_configuration} shows; empty when it shows nothing
 */
public record CommandSources(
        ServerStatusSource status,
        ControlPort control,
        Map<String, String> environment,
        Map<String, String> systemProperties,
        Optional<String> initialConfiguration) {}
