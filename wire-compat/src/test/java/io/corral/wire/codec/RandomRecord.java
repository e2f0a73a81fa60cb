package io.corral.wire.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.jute.Record;
import org.jspecify.annotations.Nullable;

/** Makes up generated records of any type, by their constructor of all fields. */
final class RandomRecord {
    private final Random random;

    RandomRecord(Random random) {
        this.random = random;
    }

    Record of(Class<?> type) throws ReflectiveOperationException {
        Constructor<?> allFields = type.getConstructors()[0];
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.getParameterCount() > allFields.getParameterCount()) {
                allFields = constructor;
            }
        }
        Type[] types = allFields.getGenericParameterTypes();
        Object[] fields = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            fields[i] = field(types[i]);
        }
        return (Record) allFields.newInstance(fields);
    }

    private @Nullable Object field(Type type) throws ReflectiveOperationException {
        if (type == int.class) {
            return random.nextInt();
        } else if (type == long.class) {
            return random.nextLong();
        } else if (type == boolean.class) {
            return random.nextBoolean();
        } else if (type instanceof ParameterizedType list) {
            return list(list.getActualTypeArguments()[0]);
        } else if (Record.class.isAssignableFrom((Class<?>) type)) {
            return of((Class<?>) type);
        } else if (random.nextInt(8) == 0) {
            return null;
        } else if (type == String.class) {
            return random.ints(random.nextInt(20), 0, 0xd800)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        } else if (type == byte[].class) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            return bytes;
        }
        throw new IllegalArgumentException("a field of type " + type);
    }

    private @Nullable List<Object> list(Type elements) throws ReflectiveOperationException {
        int size = random.nextInt(5) - 1;
        if (size < 0) {
            return null;
        }
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(field(elements));
        }
        return list;
    }
}
