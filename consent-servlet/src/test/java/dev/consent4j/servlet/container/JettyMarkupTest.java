package dev.consent4j.servlet.container;

final class JettyMarkupTest extends MarkupContract {

    JettyMarkupTest() {
        super(Container.JETTY_EE11);
    }
}
