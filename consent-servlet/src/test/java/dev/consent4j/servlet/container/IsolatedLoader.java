package dev.consent4j.servlet.container;

import dev.consent4j.ConsentService;
import dev.consent4j.servlet.ConsentFilter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Loads a container with its own Servlet API, and above it the library and these tests once more against that. */
final class IsolatedLoader extends URLClassLoader {

    private final List<String> own;
    private final Change change;

    /** Changes the code of a class before it is loaded. */
    @FunctionalInterface
    interface Change {

        /** Changes nothing. */
        Change NONE = (name, code) -> code;

        byte[] apply(String name, byte[] code);

        default Change after(Change first) {
            return (name, code) -> apply(name, first.apply(name, code));
        }
    }

    private IsolatedLoader(List<URL> urls, ClassLoader parent, List<String> own, Change change) {
        super(urls.toArray(URL[]::new), parent);
        this.own = own;
        this.change = change;
    }

    /** A container from its jars. */
    static IsolatedLoader ofContainer(Path jars) throws IOException {
        List<URL> urls = new ArrayList<>();
        try (Stream<Path> files = Files.list(jars)) {
            for (Path jar : files.sorted().toList()) {
                urls.add(jar.toUri().toURL());
            }
        }
        return new IsolatedLoader(
                urls, IsolatedLoader.class.getClassLoader(), List.of("jakarta.", "org.apache."), Change.NONE);
    }

    /** The library and the tests, above this container. */
    IsolatedLoader withLibrary(Change change) {
        List<URL> urls = Stream.of(ConsentService.class, ConsentFilter.class, IsolatedLoader.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .toList();
        return new IsolatedLoader(urls, this, List.of("dev.consent4j."), change);
    }

    /** The library and the tests above another edition of the Servlet API than any container has. */
    static IsolatedLoader withServletApi(Change change) {
        List<URL> urls = Stream.of(
                        ConsentService.class, ConsentFilter.class, IsolatedLoader.class, HttpServletResponse.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .toList();
        return new IsolatedLoader(
                urls, IsolatedLoader.class.getClassLoader(), List.of("dev.consent4j.", "jakarta.servlet."), change);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (own.stream().noneMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        URL file = findResource(name.replace('.', '/') + ".class");
        if (file == null || change == Change.NONE) {
            return super.findClass(name);
        }
        try (InputStream in = file.openStream()) {
            byte[] code = in.readAllBytes();
            byte[] changed = change.apply(name, code);
            return changed == code ? super.findClass(name) : defineClass(name, changed, 0, changed.length);
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }

    @Override
    public URL getResource(String name) {
        URL found = findResource(name);
        return found == null ? super.getResource(name) : found;
    }
}
