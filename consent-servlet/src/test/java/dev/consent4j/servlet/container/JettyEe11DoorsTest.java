package dev.consent4j.servlet.container;

final class JettyEe11DoorsTest extends DoorsContract {

    JettyEe11DoorsTest() {
        super(Container.JETTY_EE11);
    }
}
