package dev.consent4j.servlet.container;

final class JettySecurityPolicyTest extends SecurityPolicyContract {

    JettySecurityPolicyTest() {
        super(Container.JETTY_EE11);
    }
}
