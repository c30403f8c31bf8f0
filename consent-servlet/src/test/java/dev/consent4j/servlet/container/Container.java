package dev.consent4j.servlet.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The containers the gate is held against. Two share the class path of the tests, so that their lines count. */
enum Container {
    JETTY_EE11("Jetty 12.1 ee11", null, Map.of()),
    JETTY_EE10("Jetty 12.1 ee10", "jetty-ee10", Map.of("/jetty/ee11/", "/jetty/ee10/")),
    TOMCAT_11("Tomcat 11", null, Map.of()),
    TOMCAT_10("Tomcat 10.1", "tomcat-10", Map.of()),
    UNDERTOW("Undertow 2.3", "undertow", Map.of());

    static final Set<Container> JETTY = Set.of(JETTY_EE11, JETTY_EE10);
    static final Set<Container> TOMCAT = Set.of(TOMCAT_11, TOMCAT_10);

    private static final Path JARS = Path.of("target", "containers");
    private static final Map<Container, IsolatedLoader> LOADERS = new HashMap<>();

    private final String label;
    private final String folder;
    private final Map<String, String> renamed;

    Container(String label, String folder, Map<String, String> renamed) {
        this.label = label;
        this.folder = folder;
        this.renamed = renamed;
    }

    /** As the documentation calls it. */
    String label() {
        return label;
    }

    boolean isJetty() {
        return JETTY.contains(this);
    }

    boolean isTomcat() {
        return TOMCAT.contains(this);
    }

    /** Whether it has the Servlet API 6.0 and not the one the tests are compiled against. */
    boolean isOlder() {
        return folder != null;
    }

    /** Starts an application in it. */
    RunningContainer start(Class<? extends Trial> trial) throws Exception {
        return start(trial, IsolatedLoader.Change.NONE);
    }

    /** Starts an application in it, some of whose classes are changed; only where it has a class loader of its own. */
    RunningContainer start(Class<? extends Trial> trial, IsolatedLoader.Change change) throws Exception {
        if (!isOlder()) {
            return launch(this, trial.getDeclaredConstructor().newInstance());
        }
        return IsolatedContainer.start(
                loader().withLibrary(renamed.isEmpty() ? change : change.after(this::rename)), name(), trial.getName());
    }

    /** One for each container, because Jetty keeps what it knows of its own in static fields. */
    private IsolatedLoader loader() throws IOException {
        synchronized (LOADERS) {
            IsolatedLoader loader = LOADERS.get(this);
            if (loader == null) {
                loader = IsolatedLoader.ofContainer(JARS.resolve(folder));
                LOADERS.put(this, loader);
            }
            return loader;
        }
    }

    /** Called by name in the class loader of the container. */
    static RunningContainer launch(Container container, Trial trial) throws Exception {
        return switch (container) {
            case JETTY_EE11, JETTY_EE10 -> JettyContainer.start(trial);
            case TOMCAT_11, TOMCAT_10 -> TomcatContainer.start(trial);
            case UNDERTOW -> UndertowContainer.start(trial);
        };
    }

    /** Names of the same length in the constant pool: one adapter serves both editions of Jetty. */
    private byte[] rename(String name, byte[] code) {
        if (!name.endsWith(".JettyContainer")) {
            return code;
        }
        String text = new String(code, StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> rename : renamed.entrySet()) {
            text = text.replace(rename.getKey(), rename.getValue());
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
