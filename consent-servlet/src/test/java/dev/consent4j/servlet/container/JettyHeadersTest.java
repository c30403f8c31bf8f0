package dev.consent4j.servlet.container;

final class JettyHeadersTest extends HeadersContract {

    JettyHeadersTest() {
        super(Container.JETTY_EE11);
    }
}
