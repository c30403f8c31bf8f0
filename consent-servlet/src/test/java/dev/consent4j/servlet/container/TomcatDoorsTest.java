package dev.consent4j.servlet.container;

final class TomcatDoorsTest extends DoorsContract {

    TomcatDoorsTest() {
        super(RunningContainer.Kind.TOMCAT);
    }
}
