package dev.consent4j.servlet.container;

final class Tomcat11DoorsTest extends DoorsContract {

    Tomcat11DoorsTest() {
        super(Container.TOMCAT_11);
    }
}
