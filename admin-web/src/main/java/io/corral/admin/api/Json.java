package io.corral.admin.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Records as JSON. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectWriter COMPACT = MAPPER.writer();
    private static final ObjectWriter PRETTY = MAPPER.writerWithDefaultPrettyPrinter();

    private Json() {}

    /** A view record on one line. */
    public static String text(Object view) {
        return write(COMPACT, view);
    }

    /** A document on several lines, with blanks around the colons, as ZooKeeper writes it. */
    public static String pretty(ObjectNode document) {
        return write(PRETTY, document);
    }

    /** A document without fields. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    private static String write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view that cannot be written as JSON: " + value, e);
        }
    }
}
