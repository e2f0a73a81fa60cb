package io.corral.it.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The keys of a JSON document in their order, one a line, with the types of the values; what is repeated is there once. */
final class DocumentForm {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Keys that are made of what is listed: ids, times, paths. */
    private static final Pattern LISTED = Pattern.compile("\\d+|/.*");

    /** Texts that are the same at any time. */
    private static final Set<String> TOLD = Set.of("command", "error", "zabstate", "peer_state", "server_state");

    private final Set<String> lines = new LinkedHashSet<>();

    private DocumentForm() {}

    static String of(String document) {
        DocumentForm form = new DocumentForm();
        try {
            form.add("", JSON.readTree(document));
        } catch (JsonProcessingException e) {
            return "not JSON: " + document;
        }
        return String.join("\n", form.lines);
    }

    private void add(String path, JsonNode value) {
        if (value.isObject()) {
            lines.add(path + " {}");
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                String key = LISTED.matcher(field.getKey()).matches() ? "*" : field.getKey();
                add(path + "." + key, field.getValue());
            }
        } else if (value.isArray()) {
            lines.add(path + " []");
            value.forEach(each -> add(path + "[]", each));
        } else {
            lines.add(path + " " + (TOLD.contains(path.substring(path.lastIndexOf('.') + 1)) ? value : type(value)));
        }
    }

    private static String type(JsonNode value) {
        return value.isFloatingPointNumber()
                ? "fraction"
                : value.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    }
}
