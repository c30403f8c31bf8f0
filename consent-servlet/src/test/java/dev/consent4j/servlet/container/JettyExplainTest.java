package dev.consent4j.servlet.container;

class JettyExplainTest extends ExplainContract {

    JettyExplainTest() {
        super(Container.JETTY_EE11);
    }
}
