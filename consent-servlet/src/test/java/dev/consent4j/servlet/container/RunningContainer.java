package dev.consent4j.servlet.container;

/** A real servlet container with a {@link Trial}, speaking HTTP/1.1 and HTTP/2 without TLS. */
interface RunningContainer extends AutoCloseable {

    /** The local port it listens on. */
    int port();

    @Override
    void close() throws Exception;
}
