package io.corral.admin.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked.
 *
 * @param path path without the parameters
 * @param parameters values of each parameter, in order
 * @param accept the media types the caller prefers; empty when it does not say
 */
public record Query(String path, Map<String, List<String>> parameters, String accept) {

    /** The first value of a parameter. */
    public Optional<String> parameter(String name) {
        return parameters.getOrDefault(name, List.of()).stream().findFirst();
    }
}
