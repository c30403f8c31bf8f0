package dev.consent4j.servlet.container;

final class TomcatCachingProxyTest extends CachingProxyContract {

    TomcatCachingProxyTest() {
        super(Container.TOMCAT_11);
    }
}
