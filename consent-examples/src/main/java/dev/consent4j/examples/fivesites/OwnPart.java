package dev.consent4j.examples.fivesites;

/**
 * A part of a page that the site itself serves and that keeps or reports something on its own: a script or a pixel.
 *
 * @param purpose id of the purpose it serves
 * @param name its name in the policy's declarations
 * @param file its file below {@link OwnFiles#PATH}
 * @param title what the reader sees it as
 */
record OwnPart(String purpose, String name, String file, String title) {

    /** Whether it is a script, and not a pixel. */
    boolean isScript() {
        return file.endsWith(".js");
    }
}
