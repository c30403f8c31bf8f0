package dev.consent4j.servlet.enforcement.cookie;

/**
 * The names only the library may set or delete.
 *
 * @param name name of the authenticated consent cookie
 * @param scriptName name of the cookie for the script
 */
public record OwnNames(String name, String scriptName) {

    /** Where no site is known and so no cookie is ours. */
    public static final OwnNames NONE = new OwnNames("", "");

    /**
     * Whether a line would be one of ours to the browser or to a reader of the request's header: in any case, and also
     * as a nameless cookie whose value begins with the name and an equals sign.
     *
     * @param line the line
     * @return true if only the library may send it
     */
    public boolean claim(SetCookieLine line) {
        return line.name().isEmpty()
                ? smuggles(line.value(), name) || smuggles(line.value(), scriptName)
                : claim(line.name());
    }

    /**
     * Whether a name is ours, in any case.
     *
     * @param cookie the name
     * @return true if only the library may set it
     */
    public boolean claim(String cookie) {
        return !cookie.isEmpty() && (cookie.equalsIgnoreCase(name) || cookie.equalsIgnoreCase(scriptName));
    }

    private static boolean smuggles(String value, String own) {
        int equals = value.indexOf('=');
        return !own.isEmpty()
                && own.equalsIgnoreCase(
                        equals < 0 ? value.strip() : value.substring(0, equals).strip());
    }
}
