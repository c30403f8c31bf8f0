package dev.consent4j.servlet.container;

final class TomcatHeadersTest extends HeadersContract {

    TomcatHeadersTest() {
        super(Container.TOMCAT_11);
    }
}
