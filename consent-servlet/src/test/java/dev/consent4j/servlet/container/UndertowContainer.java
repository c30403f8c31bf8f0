package dev.consent4j.servlet.container;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Undertow 2.3 with Servlet 6.0. It is on no class path of the build, so it is called by name. */
record UndertowContainer(Named undertow, Trial trial) implements RunningContainer {

    /** Held here, because loggers that nobody holds forget their level. */
    private static final List<Logger> LOGS =
            List.of(Logger.getLogger("io.undertow"), Logger.getLogger("org.xnio"), Logger.getLogger("org.jboss"));

    private static final String CORE = "io.undertow.";
    private static final String SERVLET = CORE + "servlet.";

    static RunningContainer start(Trial trial) {
        LOGS.forEach(log -> log.setLevel(Level.OFF));
        Trial.Initializer initializer = new Trial.Initializer(trial);
        Named factory = Named.create(SERVLET + "util.ImmediateInstanceFactory", initializer);
        Named deployment = Named.create(SERVLET + "api.DeploymentInfo")
                .call("setClassLoader", UndertowContainer.class.getClassLoader())
                .call("setContextPath", "/")
                .call("setDeploymentName", "trial")
                .call(
                        "addErrorPage",
                        Named.create(SERVLET + "api.ErrorPage", "/error").it())
                .call(
                        "addServletContainerInitializer",
                        Named.create(
                                        SERVLET + "api.ServletContainerInitializerInfo",
                                        Trial.Initializer.class,
                                        factory.it(),
                                        Set.of())
                                .it());
        Named manager = Named.type(SERVLET + "Servlets").call("newContainer").call("addDeployment", deployment.it());
        manager.call("deploy");
        Object handler = manager.call("start").it();
        Named undertow = Named.type(CORE + "Undertow")
                .call("builder")
                .call("setIoThreads", 2)
                .call("setWorkerThreads", 12)
                .call("addHttpListener", 0, "127.0.0.1")
                .call("setServerOption", Named.type(CORE + "UndertowOptions").field("ENABLE_HTTP2"), true)
                .call(
                        "setHandler",
                        Named.create(CORE + "server.protocol.http2.Http2UpgradeHandler", handler)
                                .it())
                .call("build");
        undertow.call("start");
        return new UndertowContainer(undertow, trial);
    }

    @Override
    public int port() {
        Object listener = ((List<?>) undertow.call("getListenerInfo").it()).get(0);
        return ((InetSocketAddress) Named.of(listener).call("getAddress").it()).getPort();
    }

    @Override
    public void close() {
        undertow.call("stop");
        trial.close();
    }
}
