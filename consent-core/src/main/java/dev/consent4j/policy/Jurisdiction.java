package dev.consent4j.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the visitor is taken to be: an ISO 3166 country ({@code DE}), a subdivision ({@code US-CA}), or {@link
 * #UNKNOWN}.
 *
 * @param code the code in upper case, or {@code unknown}
 */
public record Jurisdiction(String code) {

    /** No answer: the strictest of all loaded regimes applies. */
    public static final Jurisdiction UNKNOWN = new Jurisdiction("unknown");

    /** Name of the group of the 27 member states of the European Union. */
    public static final String EU = "EU";

    /** Name of the group of the European Economic Area: the union's members, Iceland, Liechtenstein and Norway. */
    public static final String EEA = "EEA";

    private static final Pattern CODE = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");
    private static final Set<String> EU_MEMBERS = Set.of(
            "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU",
            "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE");
    private static final Set<String> EEA_ONLY = Set.of("IS", "LI", "NO");

    /** Refuses what is neither a code nor unknown. */
    public Jurisdiction {
        if (!code.equals("unknown") && !isName(code)) {
            throw new IllegalArgumentException("not a jurisdiction");
        }
    }

    /**
     * Reads a code in any case; what is no ISO 3166 code is {@link #UNKNOWN}, never an error, because the answer may
     * come from outside.
     *
     * @param text the text, such as {@code us-ca}
     * @return the jurisdiction
     */
    public static Jurisdiction parse(String text) {
        String stripped = text.strip();
        // Some letters outside ASCII become ASCII in upper case and would name a country.
        String code = stripped.chars().allMatch(c -> c < 0x80) ? stripped.toUpperCase(Locale.ROOT) : "";
        return isName(code) ? new Jurisdiction(code) : UNKNOWN;
    }

    /** Whether nothing is known. */
    public boolean isUnknown() {
        return equals(UNKNOWN);
    }

    /**
     * The names under which a policy may speak of this place, the most specific first: the code, its country, the
     * groups the country is in. Empty if unknown.
     */
    public List<String> names() {
        if (isUnknown()) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        names.add(code);
        String country = code.length() > 3 ? code.substring(0, 2) : code;
        if (!country.equals(code)) {
            names.add(country);
        }
        if (EU_MEMBERS.contains(country)) {
            names.add(EU);
        }
        if (EU_MEMBERS.contains(country) || EEA_ONLY.contains(country) || country.equals(EU)) {
            names.add(EEA);
        }
        return List.copyOf(names);
    }

    /**
     * Whether a policy may use {@code name} to speak of a place.
     *
     * @param name a key of a table by jurisdiction
     * @return true for an ISO 3166 code, {@link #EU} or {@link #EEA}
     */
    public static boolean isName(String name) {
        return name.equals(EEA) || CODE.matcher(name).matches();
    }
}
