package dev.consent4j.servlet.enforcement.markup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An element whose attributes matter: most make a browser load or run something by itself. */
enum ActiveElement {
    SCRIPT("script", Kind.SCRIPT, "src", "href", "xlink:href", "attributionsrc"),
    IFRAME("iframe", Kind.EMBED, "src", "srcdoc"),
    FRAME("frame", Kind.EMBED, "src"),
    EMBED("embed", Kind.EMBED, "src"),
    OBJECT("object", Kind.EMBED, "data"),
    IMG("img", Kind.RESOURCE, "src", "srcset", "attributionsrc"),
    /** Of SVG; the HTML parser takes it for {@code img} outside. */
    IMAGE("image", Kind.RESOURCE, "src", "srcset", "href", "xlink:href", "attributionsrc"),
    FE_IMAGE("feimage", Kind.RESOURCE, "href", "xlink:href"),
    SOURCE("source", Kind.RESOURCE, "src", "srcset"),
    VIDEO("video", Kind.RESOURCE, "src", "poster"),
    AUDIO("audio", Kind.RESOURCE, "src"),
    TRACK("track", Kind.RESOURCE, "src"),
    INPUT("input", Kind.RESOURCE, "src"),
    LINK("link", Kind.RESOURCE, "href", "imagesrcset"),
    /** Says what relative addresses mean. */
    BASE("base", Kind.NOTED),
    /** Of MathML; holds HTML if it says so. */
    ANNOTATION("annotation-xml", Kind.NOTED),
    /** Ends SVG and MathML if it has an attribute of HTML. */
    FONT("font", Kind.NOTED);

    /** What is done with an element beside renaming its attributes. */
    enum Kind {
        /** Its type is changed, so that inline code does not run either. */
        SCRIPT,
        /** It shows a page, so a placeholder can stand in. */
        EMBED,
        /** Nothing. */
        RESOURCE,
        /** It loads nothing, and its attributes say how others are read. */
        NOTED
    }

    private static final Map<String, ActiveElement> BY_NAME = new HashMap<>();
    private static final Set<String> LISTS = Set.of("srcset", "imagesrcset");
    private static final String ATTRIBUTION = "attributionsrc";

    static {
        for (ActiveElement element : values()) {
            BY_NAME.put(element.tag, element);
        }
    }

    private final String tag;
    private final Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // An immutable copy.
    private final List<String> loading;

    ActiveElement(String tag, Kind kind, String... loading) {
        this.tag = tag;
        this.kind = kind;
        this.loading = List.of(loading);
    }

    /** The element of a tag name in lower case, null for one that loads nothing. */
    static @Nullable ActiveElement of(String name) {
        return BY_NAME.get(name);
    }

    Kind kind() {
        return kind;
    }

    /** The attributes that make a browser load something. */
    List<String> loading() {
        return loading;
    }

    /** The addresses an attribute names. */
    static List<String> addresses(String attribute, String value) {
        if (attribute.equals(ATTRIBUTION)) {
            return List.of(value.split("[ \t\n\f\r]+", -1));
        }
        return LISTS.contains(attribute) ? SourceSet.addresses(value) : List.of(value);
    }
}
