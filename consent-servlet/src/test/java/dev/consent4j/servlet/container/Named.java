package dev.consent4j.servlet.container;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An object, or a type, of a library that is not on the class path of the build, called by name. */
record Named(Class<?> type, Object it) {

    private static final Map<Class<?>, Class<?>> BOXES = Map.of(int.class, Integer.class, boolean.class, Boolean.class);

    static Named of(Object object) {
        return new Named(object.getClass(), object);
    }

    static Named type(String name) {
        try {
            return new Named(Class.forName(name, true, Named.class.getClassLoader()), null);
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }

    static Named create(String name, Object... arguments) {
        Constructor<?> constructor = fitting(Arrays.stream(type(name).type.getConstructors()), name, arguments);
        return call(() -> of(constructor.newInstance(arguments)));
    }

    Object field(String name) {
        try {
            return type.getField(name).get(it);
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException(missing);
        }
    }

    Named call(String name, Object... arguments) {
        Stream<Method> named = Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name));
        Method method = fitting(named, name, arguments);
        method.setAccessible(true);
        return call(() -> {
            Object result = method.invoke(it, arguments);
            return result == null ? new Named(Void.class, null) : of(result);
        });
    }

    private interface Call {
        Named call() throws ReflectiveOperationException;
    }

    private static Named call(Call call) {
        try {
            return call.call();
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static <E extends Executable> E fitting(Stream<E> candidates, String name, Object... arguments) {
        return candidates
                .filter(candidate -> takes(candidate.getParameterTypes(), arguments))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + name + " for " + Arrays.toString(arguments)));
    }

    private static boolean takes(Class<?>[] types, Object... arguments) {
        return types.length == arguments.length
                && IntStream.range(0, types.length)
                        .allMatch(i -> BOXES.getOrDefault(types[i], types[i]).isInstance(arguments[i]));
    }
}
