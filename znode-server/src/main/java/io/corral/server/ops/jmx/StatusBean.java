package io.corral.server.ops.jmx;

import java.util.Map;
import java.util.function.Supplier;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.ReflectionException;
import org.jspecify.annotations.Nullable;

/**
 * A bean whose attributes are read from one value, taken anew for each request, and whose operations take no arguments. Called on
 * any thread.
 *
 * @param <S> the value
 */
final class StatusBean<S> implements DynamicMBean {

    private final Supplier<S> source;
    private final BeanTable<S> table;
    private final MBeanInfo info;

    StatusBean(String className, Supplier<S> source, BeanTable<S> table) {
        this.source = source;
        this.table = table;
        this.info = new MBeanInfo(
                className,
                "As ZooKeeper's bean of this name; it can be read only.",
                table.attributes().entrySet().stream()
                        .map(entry -> info(entry.getKey(), entry.getValue()))
                        .toArray(MBeanAttributeInfo[]::new),
                null,
                table.operations().keySet().stream()
                        .map(name ->
                                new MBeanOperationInfo(name, name, null, "java.lang.Object", MBeanOperationInfo.ACTION))
                        .toArray(MBeanOperationInfo[]::new),
                null);
    }

    private static MBeanAttributeInfo info(String name, BeanTable.Column<?> column) {
        return new MBeanAttributeInfo(name, column.type(), name, true, false, false);
    }

    @Override
    public Object getAttribute(@Nullable String name) throws AttributeNotFoundException {
        BeanTable.Column<S> column = table.attributes().get(name);
        if (column == null) {
            throw new AttributeNotFoundException(name);
        }
        return column.value().apply(source.get());
    }

    @Override
    public AttributeList getAttributes(String @Nullable [] names) {
        AttributeList list = new AttributeList();
        S now = source.get();
        for (String name : names == null ? new String[0] : names) {
            BeanTable.Column<S> column = table.attributes().get(name);
            if (column != null) {
                list.add(new Attribute(name, column.value().apply(now)));
            }
        }
        return list;
    }

    @Override
    public void setAttribute(@Nullable Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException("Beans can only be read. Change zoo.cfg and start the server again.");
    }

    @Override
    public AttributeList setAttributes(@Nullable AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public @Nullable Object invoke(@Nullable String name, Object @Nullable [] arguments, String @Nullable [] signature)
            throws ReflectionException {
        Map<String, Supplier<?>> operations = table.operations();
        Supplier<?> operation = operations.get(name);
        if (operation == null) {
            throw new ReflectionException(new NoSuchMethodException(name));
        }
        return operation.get();
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return info;
    }
}
