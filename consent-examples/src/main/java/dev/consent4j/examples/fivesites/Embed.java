package dev.consent4j.examples.fivesites;

/**
 * A tag of a third party in a page; all of them come from the one origin that stands for third parties.
 *
 * @param vendor id of the vendor in the site's policy
 * @param kind how it is embedded
 * @param title what the reader sees it as
 */
record Embed(String vendor, Kind kind, String title) {

    /** How a third party gets into a page. */
    enum Kind {
        /** A script. */
        SCRIPT,
        /** An image of one pixel. */
        PIXEL,
        /** A frame. */
        FRAME
    }

    static Embed script(String vendor, String title) {
        return new Embed(vendor, Kind.SCRIPT, title);
    }

    static Embed pixel(String vendor, String title) {
        return new Embed(vendor, Kind.PIXEL, title);
    }

    static Embed frame(String vendor, String title) {
        return new Embed(vendor, Kind.FRAME, title);
    }
}
