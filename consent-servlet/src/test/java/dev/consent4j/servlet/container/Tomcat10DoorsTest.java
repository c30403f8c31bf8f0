package dev.consent4j.servlet.container;

final class Tomcat10DoorsTest extends DoorsContract {

    Tomcat10DoorsTest() {
        super(Container.TOMCAT_10);
    }
}
