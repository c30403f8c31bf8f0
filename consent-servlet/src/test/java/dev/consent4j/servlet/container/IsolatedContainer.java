package dev.consent4j.servlet.container;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** A container in a class loader of its own, reached by name only. */
record IsolatedContainer(Object container, int port) implements RunningContainer {

    static RunningContainer start(IsolatedLoader loader, String container, String trial) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Class<?> kinds = loader.loadClass(Container.class.getName());
            Constructor<?> constructor = loader.loadClass(trial).getDeclaredConstructor();
            constructor.setAccessible(true);
            Method launch = kinds.getDeclaredMethod("launch", kinds, loader.loadClass(Trial.class.getName()));
            launch.setAccessible(true);
            Method valueOf = kinds.getMethod("valueOf", String.class);
            valueOf.setAccessible(true);
            Object running = launch.invoke(null, valueOf.invoke(null, container), constructor.newInstance());
            return new IsolatedContainer(running, (Integer) call(running, "port"));
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException(failed.getCause());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Object call(Object on, String name) throws ReflectiveOperationException {
        Method method = on.getClass().getMethod(name);
        method.setAccessible(true);
        return method.invoke(on);
    }

    @Override
    public void close() throws Exception {
        call(container, "close");
    }
}
