package dev.consent4j.policy;

/** How a declared item is stored on or read from a device. */
public enum Technology implements Named {
    /** A cookie. */
    COOKIE("cookie"),
    /** A key in local storage. */
    LOCAL_STORAGE("local-storage"),
    /** A key in session storage. */
    SESSION_STORAGE("session-storage"),
    /** An IndexedDB database. */
    INDEXED_DB("indexed-db"),
    /** A pixel, beacon or clear gif. */
    PIXEL("pixel"),
    /** A script of a third party. */
    SCRIPT("script"),
    /** Embedded content of a third party. */
    EMBED("embed"),
    /** An advertising identifier of the device. */
    ADVERTISING_ID("advertising-id"),
    /** A line in a log that the device's request causes. */
    SERVER_LOG("server-log");

    private final String id;

    Technology(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
