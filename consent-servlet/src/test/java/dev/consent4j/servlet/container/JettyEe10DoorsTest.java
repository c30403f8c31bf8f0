package dev.consent4j.servlet.container;

final class JettyEe10DoorsTest extends DoorsContract {

    JettyEe10DoorsTest() {
        super(Container.JETTY_EE10);
    }
}
