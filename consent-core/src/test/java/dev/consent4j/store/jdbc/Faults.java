package dev.consent4j.store.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Queue;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One real connection, lent again and again, whose methods fail as told. */
final class Faults {

    private final Connection real;
    private final Queue<Fault> faults = new ArrayDeque<>();

    /** What befalls the next call of one method, of the connection or of its prepared statements. */
    record Fault(String method, boolean afterwards, SQLException error) {}

    Faults(Connection real) {
        this.real = real;
    }

    void add(Fault fault) {
        faults.add(fault);
    }

    DataSource source() {
        return proxy(DataSource.class, (self, method, arguments) -> proxy(Connection.class, this::onConnection));
    }

    private @Nullable Object onConnection(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("close") || method.getName().equals("abort")) {
            return null;
        }
        Object result = faulty(real, method, arguments);
        return result instanceof PreparedStatement statement
                ? proxy(PreparedStatement.class, (proxy, called, given) -> faulty(statement, called, given))
                : result;
    }

    private @Nullable Object faulty(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        Fault fault = faults.peek();
        if (fault == null || !fault.method().equals(method.getName())) {
            return invoke(target, method, arguments);
        }
        faults.remove();
        if (fault.afterwards()) {
            invoke(target, method, arguments);
        }
        throw fault.error();
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
