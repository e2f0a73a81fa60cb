package io.corral.admin;

import io.corral.server.control.ControlPort;
import io.corral.server.status.ServerStatusSource;
import io.prometheus.client.CollectorRegistry;
import java.util.Map;

/**
 * What the HTTP side shows and acts on.
 *
 * @param status what the server says of itself
 * @param control what the server can be asked to do
 * @param metrics what {@code /metrics} shows
 * @param environment what the {@code environment} command shows, in this order
 * @param systemProperties what the {@code system_properties} command shows, by name
 */
public record AdminSources(
        ServerStatusSource status,
        ControlPort control,
        CollectorRegistry metrics,
        Map<String, String> environment,
        Map<String, String> systemProperties) {}
