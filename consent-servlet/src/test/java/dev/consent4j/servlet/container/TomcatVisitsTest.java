package dev.consent4j.servlet.container;

final class TomcatVisitsTest extends VisitsContract {

    TomcatVisitsTest() {
        super(Container.TOMCAT_11);
    }
}
