package dev.consent4j.servlet.container;

final class UndertowDoorsTest extends DoorsContract {

    UndertowDoorsTest() {
        super(Container.UNDERTOW);
    }
}
