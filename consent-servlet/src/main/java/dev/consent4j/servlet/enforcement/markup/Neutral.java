package dev.consent4j.servlet.enforcement.markup;

import java.util.Locale;
import java.util.Set;

/** Which forms of an element load or run nothing whatever their addresses are. */
final class Neutral {

    private static final Set<String> LOADING_LINKS = Set.of(
            "stylesheet",
            "preload",
            "modulepreload",
            "prefetch",
            "prerender",
            "preconnect",
            "dns-prefetch",
            "icon",
            "mask-icon",
            "apple-touch-icon",
            "apple-touch-icon-precomposed",
            "apple-touch-startup-image",
            "manifest",
            "compression-dictionary");

    /** What a browser runs or obeys (HTML, 4.12.1; MIME Sniffing, 4.6). */
    private static final Set<String> RUNNING = Set.of(
            "",
            "module",
            "importmap",
            "speculationrules",
            "application/ecmascript",
            "application/javascript",
            "application/x-ecmascript",
            "application/x-javascript",
            "text/ecmascript",
            "text/javascript",
            "text/javascript1.0",
            "text/javascript1.1",
            "text/javascript1.2",
            "text/javascript1.3",
            "text/javascript1.4",
            "text/javascript1.5",
            "text/jscript",
            "text/livescript",
            "text/x-ecmascript",
            "text/x-javascript");

    private Neutral() {}

    static boolean is(ActiveElement element, Attributes attributes) {
        return switch (element) {
            case SCRIPT -> !RUNNING.contains(essence(word(attributes, "type")));
            case LINK -> {
                for (String relation : word(attributes, "rel").split("[ \t\n\f\r]+", -1)) {
                    if (LOADING_LINKS.contains(relation)) {
                        yield false;
                    }
                }
                yield true;
            }
            case INPUT -> !word(attributes, "type").equals("image");
            default -> false;
        };
    }

    /** A type with parameters runs nowhere today; the doubt counts against it. */
    private static String essence(String type) {
        int semicolon = type.indexOf(';');
        return semicolon < 0 ? type : type.substring(0, semicolon).strip();
    }

    /** Whether an embed is there to be seen, so that something can stand in for it. */
    static boolean isSeen(Attributes attributes) {
        String style = word(attributes, "style").replaceAll("\\s", "");
        return !attributes.has("hidden")
                && !isTiny(word(attributes, "width"))
                && !isTiny(word(attributes, "height"))
                && !style.contains("display:none")
                && !style.contains("visibility:hidden");
    }

    private static boolean isTiny(String length) {
        return length.matches("[01](px)?");
    }

    private static String word(Attributes attributes, String name) {
        String raw = attributes.raw(name);
        return raw == null ? "" : References.decoded(raw).strip().toLowerCase(Locale.ROOT);
    }
}
