package dev.consent4j.servlet.container;

final class TomcatSecurityPolicyTest extends SecurityPolicyContract {

    TomcatSecurityPolicyTest() {
        super(Container.TOMCAT_11);
    }
}
