package dev.consent4j.policy;

import java.util.List;
import java.util.Map;

/**
 * A group of purposes the visitor toggles together.
 *
 * @param id lower case letters, digits and hyphens
 * @param title what the visitor reads
 * @param description what the group is for
 * @param required whether it is strictly necessary and cannot be refused (ePrivacy Art. 5(3))
 */
public record Category(String id, Text title, Text description, boolean required) {

    /** Id of the preset for what the site cannot work without. */
    public static final String NECESSARY = "necessary";

    /** Id of the preset for remembered preferences and extra functions. */
    public static final String FUNCTIONAL = "functional";

    /** Id of the preset for measurement. */
    public static final String ANALYTICS = "analytics";

    /** Id of the preset for advertising. */
    public static final String MARKETING = "marketing";

    /** The four presets, in the order a banner shows them; a policy that declares one of these ids replaces it. */
    public static List<Category> presets() {
        return List.of(
                preset(
                        NECESSARY,
                        true,
                        "Necessary",
                        "Notwendig",
                        "Needed for the site to work, for security and to remember your choices. Always active.",
                        "Nötig, damit die Seite funktioniert, sicher bleibt und Ihre Auswahl behält. Immer aktiv."),
                preset(
                        FUNCTIONAL,
                        false,
                        "Functional",
                        "Funktional",
                        "Remembers your settings and offers extra functions.",
                        "Merkt sich Ihre Einstellungen und bietet zusätzliche Funktionen."),
                preset(
                        ANALYTICS,
                        false,
                        "Analytics",
                        "Statistik",
                        "Measures how the site is used, so that it can be improved.",
                        "Misst, wie die Seite genutzt wird, um sie zu verbessern."),
                preset(
                        MARKETING,
                        false,
                        "Marketing",
                        "Marketing",
                        "Shows and measures advertising, and may follow you across sites.",
                        "Zeigt und misst Werbung und kann Ihnen über Seiten hinweg folgen."));
    }

    private static Category preset(
            String id, boolean required, String title, String titel, String description, String beschreibung) {
        return new Category(
                id,
                new Text(Map.of("en", title, "de", titel)),
                new Text(Map.of("en", description, "de", beschreibung)),
                required);
    }
}
