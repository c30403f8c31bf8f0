package dev.consent4j.servlet.container;

import static net.bytebuddy.matcher.ElementMatchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.MemberRemoval;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Removing any one override from our wrappers turns a row red: none of them is there for nothing, and none is untested. */
class OverridesTest {

    /** Any would do; this one has a class loader of its own and starts fast. */
    private static final Container CONTAINER = Container.JETTY_EE10;

    private static final String PACKAGE = "dev.consent4j.servlet.enforcement.";

    @Test
    void everyRowIsGreenAsLongAsNothingIsRemoved() throws Exception {
        Set<DoorRow> rows = new LinkedHashSet<>();
        for (Class<?> wrapper : wrappers()) {
            overrides(wrapper).forEach(method -> rows.addAll(rows(method)));
        }
        assertEquals("", red(List.copyOf(rows), IsolatedLoader.Change.NONE));
        for (Overrides look : Overrides.values()) {
            assertEquals("", red(look, IsolatedLoader.Change.NONE));
        }
    }

    @TestFactory
    Stream<DynamicTest> withoutAnOverrideARowIsRed() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (Class<?> wrapper : wrappers()) {
            for (Method method : overrides(wrapper)) {
                String name =
                        wrapper.getSimpleName() + "." + method.getName() + Arrays.toString(method.getParameterTypes());
                byte[] code = new ByteBuddy()
                        .redefine(wrapper)
                        .visit(new MemberRemoval().stripMethods(is(method)))
                        .make()
                        .getBytes();
                tests.add(DynamicTest.dynamicTest(
                        name,
                        () -> assertTrue(
                                !red(method, (type, before) -> type.equals(wrapper.getName()) ? code : before)
                                        .isEmpty(),
                                "no row notices that " + name + " is gone")));
            }
        }
        return tests.stream();
    }

    private static List<Class<?>> wrappers() throws ClassNotFoundException {
        return List.of(Class.forName(PACKAGE + "GatedResponse"), Class.forName(PACKAGE + "GatedRequest"));
    }

    private static List<Method> overrides(Class<?> wrapper) {
        return Arrays.stream(wrapper.getDeclaredMethods())
                .filter(method -> !method.isSynthetic() && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> isOverride(method, wrapper.getSuperclass()))
                .toList();
    }

    private static boolean isOverride(Method method, Class<?> parent) {
        return Arrays.stream(parent.getMethods())
                .anyMatch(inherited -> inherited.getName().equals(method.getName())
                        && Arrays.equals(inherited.getParameterTypes(), method.getParameterTypes()));
    }

    /** What is not as it should be with the wrappers changed, of what uses a method; empty if all is. */
    private static String red(Method method, IsolatedLoader.Change change) throws Exception {
        List<DoorRow> rows = rows(method);
        return rows.isEmpty() ? red(look(method), change) : red(rows, change);
    }

    private static String red(List<DoorRow> rows, IsolatedLoader.Change change) throws Exception {
        try (RunningContainer running = CONTAINER.start(DoorsTrial.class, change)) {
            String accepted = DoorMatrix.accepted(running.port());
            for (DoorRow row : rows) {
                DoorRow.Seen seen = row.play(running.port(), accepted);
                if (!seen.faults().isEmpty() || seen.sent() != row.expected()) {
                    return row.toString();
                }
            }
            return "";
        }
    }

    private static String red(Overrides look, IsolatedLoader.Change change) throws Exception {
        try (RunningContainer running = CONTAINER.start(look.trial(), change)) {
            return look.isGreen(running.port()) ? "" : look.name();
        }
    }

    private static List<DoorRow> rows(Method method) {
        return switch (method.getName()) {
            case "addCookie" -> rows(Door.ADD_COOKIE, Way.DIRECT);
            case "addHeader" -> rows(Door.ADD_HEADER, Way.DIRECT);
            case "setHeader" -> rows(Door.SET_HEADER, Way.DIRECT);
            case "addIntHeader" -> rows(Door.ADD_INT_HEADER, Way.DIRECT);
            case "setIntHeader" -> rows(Door.SET_INT_HEADER, Way.DIRECT);
            case "addDateHeader" -> rows(Door.ADD_DATE_HEADER, Way.DIRECT);
            case "setDateHeader" -> rows(Door.SET_DATE_HEADER, Way.DIRECT);
            case "setTrailerFields" -> rows(Door.TRAILERS, Way.DIRECT);
            case "reset" -> rows(Door.ADD_COOKIE, Way.AFTER_RESET);
            case "startAsync" ->
                rows(Door.ADD_COOKIE, method.getParameterCount() == 0 ? Way.ASYNC : Way.ASYNC_UNWRAPPED);
            default -> List.of();
        };
    }

    private static List<DoorRow> rows(Door door, Way way) {
        return List.of(new DoorRow(CONTAINER, Setup.ALONE, door, way));
    }

    private static Overrides look(Method method) {
        if (method.getDeclaringClass().getSuperclass() != HttpServletRequestWrapper.class) {
            return Overrides.RESPONSE_VIEW;
        }
        return switch (method.getName()) {
            case "newPushBuilder" -> Overrides.PUSH_VIEW;
            case "getAsyncContext" -> Overrides.ASYNC_PAGE;
            default -> method.getName().contains("Session") ? Overrides.SESSION : Overrides.REQUEST_VIEW;
        };
    }
}
