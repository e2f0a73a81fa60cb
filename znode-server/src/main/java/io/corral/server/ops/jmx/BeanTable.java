package io.corral.server.ops.jmx;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * Attributes and operations of a bean while it is being described.
 *
 * @param <S> what the attributes are read from
 */
final class BeanTable<S> {

    /**
     * One attribute.
     *
     * @param type its Java type, as management consoles show it
     * @param value reads it
     */
    record Column<S>(String type, Function<S, Object> value) {}

    private final Map<String, Column<S>> attributes = new LinkedHashMap<>();
    private final Map<String, Supplier<?>> operations = new LinkedHashMap<>();

    BeanTable<S> number(String name, ToLongFunction<S> value) {
        return add(name, "long", value::applyAsLong);
    }

    BeanTable<S> integer(String name, ToIntFunction<S> value) {
        return add(name, "int", value::applyAsInt);
    }

    BeanTable<S> fraction(String name, ToDoubleFunction<S> value) {
        return add(name, "double", value::applyAsDouble);
    }

    BeanTable<S> flag(String name, Predicate<S> value) {
        return add(name, "boolean", value::test);
    }

    BeanTable<S> text(String name, Function<S, String> value) {
        return add(name, String.class.getName(), value::apply);
    }

    BeanTable<S> texts(String name, Function<S, String[]> value) {
        return add(name, String[].class.getName(), value::apply);
    }

    /** An operation without arguments that answers with something. */
    BeanTable<S> operation(String name, Supplier<?> action) {
        operations.put(name, action);
        return this;
    }

    private BeanTable<S> add(String name, String type, Function<S, Object> value) {
        attributes.put(name, new Column<>(type, value));
        return this;
    }

    Map<String, Column<S>> attributes() {
        return Collections.unmodifiableMap(attributes);
    }

    Map<String, Supplier<?>> operations() {
        return Collections.unmodifiableMap(operations);
    }
}
