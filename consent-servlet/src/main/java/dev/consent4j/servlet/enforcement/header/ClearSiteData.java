package dev.consent4j.servlet.enforcement.header;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps {@code Clear-Site-Data} from wiping the decision that the same response stores: browsers obey it after {@code
 * Set-Cookie}, for the whole registrable domain (W3C Clear Site Data, 4.2). Everything else the application wants
 * cleared stays.
 */
public final class ClearSiteData {

    /** The field that names what a browser is to clear. */
    public static final String FIELD = "Clear-Site-Data";

    private static final String COOKIES = "\"cookies\"";
    private static final String EVERYTHING = "\"*\"";
    private static final List<String> EVERYTHING_ELSE =
            List.of("\"cache\"", "\"storage\"", "\"executionContexts\"", "\"clientHints\"");

    private ClearSiteData() {}

    /**
     * What may be cleared beside a decision.
     *
     * @param value what the application says
     * @return the same without {@code "cookies"}, and {@code "*"} spelt out without it; empty if nothing is left
     */
    public static String besideDecision(String value) {
        Set<String> kept = new LinkedHashSet<>();
        boolean changed = false;
        List<String> types = new ArrayList<>();
        for (String type : value.split(",", -1)) {
            types.add(type.strip());
        }
        for (String type : types) {
            if (type.equals(EVERYTHING)) {
                kept.addAll(EVERYTHING_ELSE);
            } else if (!type.equals(COOKIES)) {
                kept.add(type);
            }
            changed |= type.equals(EVERYTHING) || type.equals(COOKIES);
        }
        return changed ? String.join(", ", kept) : value;
    }
}
