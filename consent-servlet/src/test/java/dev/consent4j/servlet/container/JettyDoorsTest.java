package dev.consent4j.servlet.container;

final class JettyDoorsTest extends DoorsContract {

    JettyDoorsTest() {
        super(RunningContainer.Kind.JETTY);
    }
}
