package dev.consent4j.servlet.container;

final class JettyVisitsTest extends VisitsContract {

    JettyVisitsTest() {
        super(Container.JETTY_EE11);
    }
}
