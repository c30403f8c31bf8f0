package dev.consent4j.servlet.container;

class TomcatExplainTest extends ExplainContract {

    TomcatExplainTest() {
        super(Container.TOMCAT_11);
    }
}
