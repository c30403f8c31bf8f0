package dev.consent4j.servlet.container;

final class JettyCachingProxyTest extends CachingProxyContract {

    JettyCachingProxyTest() {
        super(Container.JETTY_EE11);
    }
}
