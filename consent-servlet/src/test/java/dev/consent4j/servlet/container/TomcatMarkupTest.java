package dev.consent4j.servlet.container;

final class TomcatMarkupTest extends MarkupContract {

    TomcatMarkupTest() {
        super(Container.TOMCAT_11);
    }
}
